/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.extension;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** The bytes of packages, named by their SHA-256 and never changed (TRUST-4). */
public interface ContentStore {
    /**
     * Stores a verified package; storing it again is no error. When this returns, the bytes are on the disk.
     *
     * @throws dev.berth.sdk.problem.ProblemException {@code disk-full} or {@code home-unwritable}; then nothing is left
     */
    void put(VerifiedPackage verified);

    /** Returns where the package of this digest lies; the file is read-only. It may be missing. */
    Path path(String packageDigest);

    /** Returns the signature that came with a stored package, as it came; none if none did, or it is gone (TRUST-145). */
    default Optional<byte[]> signature(String packageDigest) {
        return Optional.empty();
    }

    /** Hashes the stored bytes again and tells whether they still are what their name says. */
    boolean isIntact(String packageDigest);

    /** Returns the digests of all that is stored, also of what was set aside. */
    Set<String> digests();

    /**
     * Takes a package out of reach, so that it can be brought back and never be loaded meanwhile (LIFE-118).
     *
     * @return whether it was there
     */
    boolean setAside(String packageDigest);

    /** Brings back what was set aside; what was not is no error. */
    void bringBack(String packageDigest);

    /** Removes a package, also one that was set aside; a missing one is no error. */
    void delete(String packageDigest);
}
