/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.session;

import dev.berth.host.cli.client.HostAddress;
import dev.berth.host.cli.client.HostClient;
import dev.berth.host.cli.client.HostFinder;
import dev.berth.host.cli.console.Page;
import dev.berth.host.cli.console.Progress;
import dev.berth.host.cli.console.Terminal;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of one command: where it runs, what all commands were told, and where its output goes. */
public final class Session {
    private final Surroundings surroundings;
    private final CommonOptions options;
    private final String command;
    private @Nullable HostClient host;

    /** Makes a session for a command, {@code berth grants}. */
    public Session(Surroundings surroundings, CommonOptions options, String command) {
        this.surroundings = surroundings;
        this.options = options;
        this.command = command;
    }

    public Surroundings surroundings() {
        return surroundings;
    }

    public Terminal terminal() {
        return surroundings.terminal();
    }

    /** Returns the whole name of the command, {@code berth grants}. */
    public String command() {
        return command;
    }

    public boolean json() {
        return options.json();
    }

    public boolean quiet() {
        return options.quiet();
    }

    /** Returns the host's home: --home, BERTH_HOME, or ~/.berth. */
    public Path home() {
        return options.home()
                .or(() -> surroundings.variable("BERTH_HOME").map(Path::of))
                .orElseGet(() -> surroundings.userHome().resolve(".berth"))
                .toAbsolutePath()
                .normalize();
    }

    /** Returns the address of --host, if it was given. */
    public Optional<URI> remote() {
        return options.host();
    }

    /** Finds the host that this command talks to. */
    public HostAddress address() {
        return HostFinder.find(home(), options.host(), surroundings.variable("BERTH_TOKEN"), command);
    }

    /** Returns where questions are put: not into the document of --json, nor into the file that the output is sent to. */
    public Page questions() {
        return terminal().outShows() && !json()
                ? terminal().outPage()
                : terminal().errPage();
    }

    /** Returns what to say when nobody has agreed, to which the caller adds how to. */
    public Problem unagreed(String subject, boolean asked) {
        return Problem.of(
                ProblemCode.CONSENT_REQUIRED,
                subject,
                command + " needs somebody to agree to what it does to " + subject + "; found "
                        + (asked ? "an answer that was not yes" : "no terminal to ask on") + ". Nothing was changed.");
    }

    /** Connects to the host that this command talks to. */
    public HostClient host() {
        if (host == null) {
            host = new HostClient(address());
        }
        return host;
    }

    /** Prints what was asked for: one JSON document, or text for people. */
    public void result(JsonObject json, Consumer<Page> text) {
        if (options.json()) {
            json(json);
        } else {
            text.accept(terminal().outPage());
        }
    }

    /** Prints text that --quiet and --json leave out, such as hints and what was done. */
    public void say(Consumer<Page> text) {
        if (!options.json() && !options.quiet()) {
            text.accept(terminal().outPage());
        }
    }

    /** Prints the one JSON document of a command. */
    public void json(JsonObject document) {
        terminal().out().print(document + "\n");
        terminal().out().flush();
    }

    /** Shows what goes on while long work goes on. */
    public Progress progress() {
        return new Progress(terminal(), !options.quiet());
    }
}
