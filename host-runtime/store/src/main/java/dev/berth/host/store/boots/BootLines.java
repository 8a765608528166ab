/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.boots;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The boots that the lines of a marks file tell of. A line is a word and what it is about; one that is cut short or means nothing is
 * passed over, since a damaged file must not keep a host from starting.
 */
final class BootLines {
    static final String BOOT = "boot";
    static final String ENTER = "enter";
    static final String LEAVE = "leave";
    static final String FAILED = "failed";
    static final String FORGIVE = "forgive";

    /** So many boots are looked back on (LIFE-66). */
    private static final int WINDOW = 5;

    private final List<Set<String>> boots = new ArrayList<>();
    private Optional<String> mark = Optional.empty();

    static BootLines read(List<String> lines) {
        BootLines read = new BootLines();
        lines.forEach(read::line);
        read.died();
        return read;
    }

    private void line(String line) {
        String[] words = line.split(" ", 3);
        switch (words[0]) {
            case BOOT -> {
                died();
                boots.add(new LinkedHashSet<>());
            }
            case ENTER -> mark = content(words).or(() -> mark);
            case LEAVE -> mark = Optional.empty();
            case FAILED -> content(words).ifPresent(this::fail);
            case FORGIVE -> content(words).ifPresent(digest -> boots.forEach(failed -> failed.remove(digest)));
            default -> {}
        }
    }

    private static Optional<String> content(String[] words) {
        return Optional.of(words)
                .filter(all -> all.length > 1 && all[1].matches("[0-9a-f]{64}"))
                .map(all -> all[1]);
    }

    /** A mark that is left means that the process ended in that hook. */
    private void died() {
        mark.ifPresent(this::fail);
        mark = Optional.empty();
    }

    private void fail(String digest) {
        if (!boots.isEmpty()) {
            boots.getLast().add(digest);
        }
    }

    private List<Set<String>> window() {
        return boots.subList(Math.max(0, boots.size() - WINDOW), boots.size());
    }

    /** Returns in how many of the last boots each content failed. */
    Map<String, Integer> failures() {
        Map<String, Integer> counts = new TreeMap<>();
        window().forEach(failed -> failed.forEach(digest -> counts.merge(digest, 1, Integer::sum)));
        return counts;
    }

    /** Returns lines that tell the same of the last boots, and nothing else. */
    List<String> compact() {
        List<String> lines = new ArrayList<>();
        for (Set<String> failed : window()) {
            lines.add(BOOT);
            failed.forEach(digest -> lines.add(FAILED + " " + digest));
        }
        return lines;
    }
}
