/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.trust;

import dev.berth.host.cli.console.Terminal;
import dev.berth.host.cli.session.Session;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The passphrase of a private key: from BERTH_KEY_PASSPHRASE, from a person without showing it, else a line of standard input. */
final class Passphrase {
    static final String VARIABLE = "BERTH_KEY_PASSPHRASE";
    private static final int LIMIT = 1024;

    private Passphrase() {}

    @SuppressWarnings("ReferenceEquality") // a console reads from this very stream
    static char[] read(Session session, String key) {
        return session.surroundings()
                .variable(VARIABLE)
                .map(String::toCharArray)
                .orElseGet(() -> {
                    Terminal terminal = session.terminal();
                    Console console = terminal.canAsk() && terminal.in() == System.in ? System.console() : null;
                    char[] typed = console == null
                            ? line(session)
                            : console.readPassword("Passphrase of the key \"%s\" (not shown): ", key);
                    return typed == null || typed.length == 0 ? refuse(session, "none") : typed;
                });
    }

    private static char[] line(Session session) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int next = session.terminal().in().read();
                    next >= 0 && next != '\n';
                    next = session.terminal().in().read()) {
                line.write(next);
                if (line.size() > LIMIT) {
                    return refuse(session, "more");
                }
            }
        } catch (IOException e) {
            return refuse(session, "one that cannot be read");
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing().toCharArray();
    }

    private static char[] refuse(Session session, String found) {
        throw new ProblemException(Problem.of(
                ProblemCode.USAGE_INVALID,
                session.command(),
                session.command() + " needs the passphrase of the key in " + VARIABLE
                        + " or as a line of its standard input, at most 1 KB; found " + found
                        + ". Nothing was changed."));
    }
}
