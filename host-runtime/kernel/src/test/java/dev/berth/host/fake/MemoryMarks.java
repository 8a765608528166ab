/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.fake;

import dev.berth.host.boot.HookMarks;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Marks in memory, which outlive a restart of the host; a test may leave one behind as a kill would. */
public final class MemoryMarks implements HookMarks {
    private final Deque<Set<String>> boots = new ArrayDeque<>();
    private final List<String> hooks = new ArrayList<>();
    private Optional<String> mark = Optional.empty();
    private boolean booting;

    /** Leaves a mark, as a process does that ends in a hook. */
    public void killIn(String packageDigest) {
        mark = Optional.of(packageDigest);
    }

    /** Returns the hooks that were marked at the last boot, in order. */
    public List<String> hooks() {
        return List.copyOf(hooks);
    }

    @Override
    public Map<String, Integer> begin() {
        mark.filter(left -> !boots.isEmpty()).ifPresent(left -> boots.getLast().add(left));
        mark = Optional.empty();
        Map<String, Integer> failures = new TreeMap<>();
        boots.forEach(failed -> failed.forEach(digest -> failures.merge(digest, 1, Integer::sum)));
        boots.addLast(new HashSet<>());
        if (boots.size() > 5) {
            boots.removeFirst();
        }
        hooks.clear();
        booting = true;
        return failures;
    }

    @Override
    public void enter(String packageDigest, String hook) {
        if (booting) {
            mark = Optional.of(packageDigest);
            hooks.add(hook);
        }
    }

    @Override
    public void leave() {
        if (booting) {
            mark = Optional.empty();
        }
    }

    @Override
    public void failed(String packageDigest) {
        boots.getLast().add(packageDigest);
    }

    @Override
    public void forgive(String packageDigest) {
        boots.forEach(failed -> failed.remove(packageDigest));
    }

    @Override
    public void end() {
        booting = false;
    }
}
