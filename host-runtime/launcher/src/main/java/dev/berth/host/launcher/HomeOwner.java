/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.launcher;

import dev.berth.host.cli.client.HostFile;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.Optional;

/** The host that runs on a home, as it says itself. */
record HomeOwner(Path home, HostFile file) {
    static Optional<HomeOwner> of(Path home) {
        try {
            return HostFile.read(home).filter(HostFile::isAlive).map(file -> new HomeOwner(home, file));
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The same as the store says when it finds the home locked, and where the other host is. */
    Problem problem() {
        return Problem.of(
                        ProblemCode.HOME_LOCKED,
                        home.toString(),
                        "The host's home " + home + " can serve one process; process " + file.pid()
                                + " is using it, at " + file.url()
                                + ". This host did not start; the other one still runs.")
                .fact("pid", file.pid())
                .fact("url", file.url())
                .operator("stop the other host with \"berth down --home " + home
                        + "\", or start this one with another --home.");
    }
}
