/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.data;

import dev.berth.manifest.finding.NearMisses;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The words behind an id: what to do, and with which key.
 *
 * @param command as people call it, {@code berth settings}
 * @param words as they were given
 */
record Words(String command, List<String> words) {
    private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,127}");

    /**
     * Returns the action, or refuses what is none.
     *
     * @param known the actions, each with the words that it takes in its turn
     */
    String action(Map<String, List<String>> known) {
        String action = words.get(0);
        List<String> takes = known.get(action);
        if (takes == null) {
            throw usage(
                    action,
                    command + " ID takes "
                            + String.join(", ", known.keySet().stream().sorted().toList()) + "; found another word."
                            + NearMisses.question(action, known.keySet()));
        }
        if (words.size() != takes.size() + 1) {
            throw usage(
                    command,
                    command + " ID " + action + " takes " + String.join(" ", takes) + "; found " + (words.size() - 1)
                            + " words.");
        }
        return action;
    }

    /** Returns the key, which becomes a part of a path. */
    String key() {
        String key = words.get(1);
        if (!KEY.matcher(key).matches()) {
            throw usage(
                    command,
                    command
                            + " needs a key of a letter and then up to 127 letters, digits, dots, _ and -; found another text.");
        }
        return key;
    }

    static ProblemException usage(String subject, String summary) {
        return new ProblemException(Problem.of(ProblemCode.USAGE_INVALID, subject, summary + " Nothing was done."));
    }
}
