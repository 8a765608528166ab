/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.fake;

import dev.berth.host.extension.ContentStore;
import dev.berth.host.extension.VerifiedPackage;
import dev.berth.sdk.problem.ProblemException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** Remembers digests; a test may damage one, or fill the disk. */
public final class MemoryContents implements ContentStore {
    private final Set<String> stored = new TreeSet<>();
    private final Set<String> aside = new TreeSet<>();
    private final Set<String> damaged = new HashSet<>();
    private boolean full;

    public void damage(String digest) {
        damaged.add(digest);
    }

    public void full(boolean value) {
        full = value;
    }

    @Override
    public void put(VerifiedPackage verified) throws ProblemException {
        if (full) {
            throw MemoryStore.diskFull();
        }
        stored.add(verified.packageDigest());
        damaged.remove(verified.packageDigest());
    }

    @Override
    public Path path(String packageDigest) {
        return Path.of("no-such-folder", packageDigest);
    }

    @Override
    public boolean isIntact(String packageDigest) {
        return stored.contains(packageDigest) && !damaged.contains(packageDigest);
    }

    @Override
    public Set<String> digests() {
        Set<String> all = new TreeSet<>(stored);
        all.addAll(aside);
        return all;
    }

    @Override
    public boolean setAside(String packageDigest) {
        return stored.remove(packageDigest) && aside.add(packageDigest);
    }

    @Override
    public void bringBack(String packageDigest) {
        if (aside.remove(packageDigest)) {
            stored.add(packageDigest);
        }
    }

    @Override
    public void delete(String packageDigest) {
        stored.remove(packageDigest);
        aside.remove(packageDigest);
    }
}
