/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import dev.berth.manifest.json.Quoted;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words for what can be wrong with the host's folder and the rows it keeps. */
final class StoreProblems {
    private StoreProblems() {}

    static ProblemException homeLocked(Path home, Optional<String> pid) {
        String owner = pid.map(id -> "process " + id).orElse("another process");
        Problem problem = Problem.of(
                        ProblemCode.HOME_LOCKED,
                        home.toString(),
                        "The host's home " + home + " can serve one process; " + owner
                                + " is using it. This host did not start; the other one still runs.")
                .fact("home", home.toString())
                .fact("pid", pid)
                .operator("stop the other host with \"berth down --home " + home
                        + "\", or start this one with another --home.");
        return new ProblemException(problem);
    }

    /** What Java says of a name that is none of an enum's, with the enum. */
    private static final Pattern CONSTANT = Pattern.compile("No enum constant (?:[\\w$]+\\.)*([\\w$]+)\\.(.*)");

    static Problem unreadable(String id, RuntimeException failure) {
        return Problem.of(
                        ProblemCode.STATUS_UNREADABLE,
                        id,
                        id + " has a stored row that cannot be read: " + found(failure)
                                + ". It is not activated; other extensions are not affected.")
                .operator(
                        "restore a backup of the home, or bring its package in again, with the data that it kept: berth install FILE");
    }

    /** What is under way decides what a start takes back, so nothing can be said without it (LIFE-51). */
    static ProblemException journal(String table, long line, RuntimeException failure) {
        return new ProblemException(Problem.of(
                        ProblemCode.STORE_CORRUPT,
                        table,
                        "Line " + line + " of the table " + table
                                + ", which says what operation is under way, cannot be read: " + found(failure)
                                + ". The host did not start; it changed nothing.")
                .fact("line", line)
                .operator("restore a backup of the database."));
    }

    private static String found(RuntimeException failure) {
        String said = String.valueOf(failure.getMessage());
        Matcher constant = CONSTANT.matcher(said);
        return constant.matches()
                ? Quoted.of(constant.group(2)) + " is no " + constant.group(1).toLowerCase(Locale.ROOT)
                        + " that this host knows"
                : said;
    }

    static Problem unreadableToken(String id) {
        return Problem.of(
                        ProblemCode.STATUS_UNREADABLE,
                        id,
                        "The token " + id
                                + " has a stored row that cannot be read. It lets nobody in; other tokens are not"
                                + " affected.")
                .operator("make another one with \"berth tokens create\".");
    }

    static Problem unreadableTarget(String id, int number, String found) {
        return Problem.of(
                        ProblemCode.STATUS_UNREADABLE,
                        id,
                        id + " can be rolled back to revision " + number + ", which cannot be read: " + found
                                + ". Its current revision is not affected; there is none to go back to.")
                .operator(
                        "restore a backup of the home, or go on without: the next update makes a new one to go back to.");
    }
}
