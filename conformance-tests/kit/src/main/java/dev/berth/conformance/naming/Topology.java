/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.naming;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The words that say which place an agent has in a flow (GATE-24). */
final class Topology {
    private static final Set<String> WORDS = Set.of("pipeline", "orchestrator", "handler", "child");

    private Topology() {}

    /** Returns the word with which an agent's name begins or ends, its kind apart. */
    static Optional<String> wordOf(String name) {
        String bare = name.equals("agent") ? "" : name.replaceFirst("-agent$", "");
        List<String> words = Arrays.asList(bare.split("-", -1));
        int last = words.size() - 1;
        Stream<Optional<String>> ends =
                Stream.of(plain(words.get(0)), plain(words.get(last)), stage(words, 0), stage(words, last - 1));
        return ends.flatMap(Optional::stream).findFirst();
    }

    private static Optional<String> plain(String word) {
        return Optional.of(word).filter(WORDS::contains);
    }

    private static Optional<String> stage(List<String> words, int i) {
        boolean numbered = i >= 0
                && i + 1 < words.size()
                && words.get(i).equals("stage")
                && words.get(i + 1).matches("[0-9]+");
        return numbered ? Optional.of("stage-" + words.get(i + 1)) : Optional.empty();
    }
}
