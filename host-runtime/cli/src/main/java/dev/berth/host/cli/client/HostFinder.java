/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.client;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.Optional;

/** Finds the host that a command talks to, or says plainly why there is none. */
public final class HostFinder {
    private HostFinder() {}

    /**
     * Finds it.
     *
     * @param remote the address of --host, which goes before the home
     * @param token of BERTH_TOKEN, for a remote host
     * @param command who asks, for the problem
     */
    public static HostAddress find(Path home, Optional<URI> remote, Optional<String> token, String command) {
        if (remote.isPresent()) {
            return remote(remote.get(), token);
        }
        HostFile file = read(home, command)
                .orElseThrow(() -> new ProblemException(unreachable(
                                home,
                                "No host runs on the home " + home + ", and " + command
                                        + " needs one; nothing was done.")
                        .operator("start one with \"berth up\", or name another one with --home DIR or --host URL.")));
        if (!file.isAlive()) {
            String summary = "No host runs on the home " + home + ": the process " + file.pid() + " that wrote "
                    + HostFile.in(home) + " at " + file.startedAt()
                    + " has ended without removing it; nothing was done.";
            throw new ProblemException(unreachable(home, summary)
                    .fact("pid", file.pid())
                    .operator("start the host again with \"berth up\"; it replaces the file."));
        }
        return new HostAddress(
                trimmed(file.url()),
                Optional.of(file.mcpUrl()),
                file.operatorUrl(),
                file.token(),
                Optional.of(file.pid()));
    }

    private static HostAddress remote(URI url, Optional<String> token) {
        String scheme = url.getScheme() == null ? "" : url.getScheme();
        if ((!scheme.equals("http") && !scheme.equals("https")) || url.getHost() == null) {
            throw new ProblemException(Problem.of(
                            ProblemCode.USAGE_INVALID,
                            "--host",
                            "--host needs an address such as http://127.0.0.1:8484; found \"" + url + "\".")
                    .operator("copy the address that \"berth up\" printed."));
        }
        String found = token.orElseThrow(() -> new ProblemException(Problem.of(
                        ProblemCode.TOKEN_REQUIRED,
                        url.toString(),
                        "A host at --host " + url + " needs its token in the variable BERTH_TOKEN, which is not set;"
                                + " nothing was sent.")
                .operator("set BERTH_TOKEN to the \"token\" of host.json in that host's home.")));
        return new HostAddress(trimmed(url), Optional.empty(), Optional.empty(), found, Optional.empty());
    }

    private static Optional<HostFile> read(Path home, String command) {
        try {
            return HostFile.read(home);
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            throw new ProblemException(unreachable(
                            home,
                            HostFile.in(home) + " should tell where the host runs, but could not be read: "
                                    + (e instanceof AccessDeniedException ? "access is denied" : e.getMessage()) + "; "
                                    + command + " did nothing.")
                    .operator("start the host again with \"berth up\"; it writes the file anew."));
        }
    }

    private static Problem unreachable(Path home, String summary) {
        return Problem.of(ProblemCode.HOST_UNREACHABLE, home.toString(), summary)
                .fact("home", home.toString());
    }

    private static URI trimmed(URI url) {
        String text = url.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : url;
    }
}
