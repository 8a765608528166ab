/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.seed;

import dev.berth.sdk.value.ExtensionId;

/**
 * Says that a row was seeded: by whom, in which version, and with what.
 *
 * @param fixture the id of the fixture
 * @param checksum of the value that was written
 */
public record Mark(ExtensionId extension, String fixture, int version, String checksum) {
    /** Returns the mark that a fixture leaves. */
    public static Mark of(ExtensionId extension, Fixture fixture) {
        return new Mark(extension, fixture.id(), fixture.version(), Checksum.of(fixture.value()));
    }

    /** Tells whether a fixture left it, in whatever version. */
    boolean isOf(ExtensionId other, Fixture candidate) {
        return extension.equals(other) && fixture.equals(candidate.id());
    }
}
