/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.keys;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.nio.file.Path;

/** The words for what can be wrong with master keys; no message has a part of one in it. */
final class KeyProblems {
    private KeyProblems() {}

    static ProblemException exposed(Path file, String mode) {
        return new ProblemException(Problem.of(
                        ProblemCode.FILE_EXPOSED,
                        file.toString(),
                        file + " holds the master keys of all secrets and needs the mode rw-------; found " + mode
                                + ". No secret was read or written; everything else still runs.")
                .operator("chmod 600 " + file + ", then change the key: berth secrets rotate-key"));
    }

    static ProblemException malformed(Path file, int line) {
        return unusable(
                file.toString(),
                file + " needs a master key of 32 bytes in base64 on each line; found something else on line " + line
                        + ". No secret was read or written; everything else still runs.",
                "bring the file back from a backup of the home.");
    }

    static ProblemException unreadable(Path file, String found) {
        return unusable(
                file.toString(),
                file + " needs to be readable and writable, since it holds the master keys of all secrets; " + found
                        + ". No secret was read or written; everything else still runs.",
                "give your user the file and the folder that it lies in.");
    }

    static ProblemException variable(int number) {
        return unusable(
                EnvironmentKeys.VARIABLE,
                EnvironmentKeys.VARIABLE
                        + " needs master keys of 32 bytes in base64, parted by commas; found something else as number "
                        + number + ". The host did not start.",
                "make a key: openssl rand -base64 32");
    }

    static ProblemException notRenewable(String current) {
        return unusable(
                EnvironmentKeys.VARIABLE,
                EnvironmentKeys.VARIABLE + " needs a new key in front of the others to change keys; found " + current
                        + " in front, with which everything is encrypted already. Nothing was changed.",
                "start the host with " + EnvironmentKeys.VARIABLE
                        + "=NEW,OLD and repeat the command; OLD can go when it is done.");
    }

    private static ProblemException unusable(String subject, String summary, String fix) {
        return new ProblemException(
                Problem.of(ProblemCode.SECRET_KEY_UNUSABLE, subject, summary).operator(fix));
    }
}
