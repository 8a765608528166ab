/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli;

import dev.berth.host.cli.console.Terminal;
import dev.berth.host.cli.session.Surroundings;
import dev.berth.host.cli.session.Verb;
import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.value.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Runs the command line in this process, as from a script or, with {@link #onTerminal}, as from a person. */
public final class Run {
    private final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, Verb> commands = new HashMap<>();
    private String input = "";
    private boolean terminal;
    private volatile ByteArrayOutputStream printed = new ByteArrayOutputStream();

    public Run(Path home) {
        this.home = home;
    }

    /** What came of it. */
    public record Result(int code, String out, String err) {
        public JsonObject json() {
            return (JsonObject) StrictJson.parse(out);
        }
    }

    public Run with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Adds a command. */
    public Run with(String name, Verb command) {
        commands.put(name, command);
        return this;
    }

    public Run input(String text) {
        this.input = text;
        return this;
    }

    public Run onTerminal(String answers) {
        this.terminal = true;
        return input(answers);
    }

    /** Returns what the command has printed so far. */
    public String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    public Result berth(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        printed = out;
        environment.putIfAbsent("BERTH_HOME", home.toString());
        Terminal streams = new Terminal(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal,
                terminal,
                terminal,
                100,
                !environment.containsKey("NO_COLOR"));
        int code = new Cli(new Surroundings(environment, home, streams, Clock.systemUTC()), commands).run(arguments);
        return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
