/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import dev.berth.host.HostBuilder;
import dev.berth.host.HostRuntime;
import dev.berth.host.Report;
import dev.berth.host.activation.Deadlines;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Origin;
import dev.berth.host.lifecycle.Command;
import dev.berth.host.live.Caller;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A real host in this process, with the few words that tests need. */
public final class TestHost implements AutoCloseable {
    public static final ExtensionId HELLO = ExtensionId.of("@samples/hello-connector");
    public static final ExtensionId EMAIL = ExtensionId.of("@samples/email-connector");
    public static final ExtensionId MAILBOX = ExtensionId.of("@samples/mailbox-connector");

    /** Long enough for a busy machine, short enough to wait for. */
    public static final Deadlines DEADLINES = new Deadlines(
            Duration.ofSeconds(3),
            Duration.ofSeconds(3),
            Duration.ofSeconds(3),
            Duration.ofSeconds(3),
            Duration.ofSeconds(3),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(1));

    static final By TEST = new By("tester", "embedded");
    static final Caller CALLER = Caller.user("tester", "default");

    private final Path home;
    private final Seams seams;
    private final HostRuntime runtime;

    private TestHost(Path home, Seams seams, HostRuntime runtime) {
        this.home = home;
        this.seams = seams;
        this.runtime = runtime;
    }

    /** Starts a host on a home, new or used. */
    public static TestHost start(Path home) {
        return start(home, builder -> builder);
    }

    static TestHost start(Path home, UnaryOperator<HostBuilder> more) {
        return start(home, more, new Seams());
    }

    static TestHost start(Path home, UnaryOperator<HostBuilder> more, Seams seams) {
        HostBuilder builder = more.apply(HostRuntime.builder().home(home).deadlines(DEADLINES));
        return new TestHost(home, seams, builder.build(seams).start());
    }

    HostRuntime runtime() {
        return runtime;
    }

    Seams seams() {
        return seams;
    }

    Path home() {
        return home;
    }

    /** Installs with all ports granted. */
    Report install(Path file) {
        return runtime.install(file);
    }

    Report install(Path file, Command.GrantChoice grant) {
        return apply(new Command.Install(source(file, grant)));
    }

    /** Updates with all ports granted. */
    Report update(Path file) {
        return apply(new Command.Update(source(file, new Command.GrantChoice.All())));
    }

    Report apply(Command command) {
        return runtime.apply(command, Optional.empty(), TEST);
    }

    static Command.Source source(Path file, Command.GrantChoice grant) {
        String name = String.valueOf(file.getFileName());
        return new Command.Source(file, new Origin.File(name), name, grant, Set.of(Command.Consent.UNSIGNED));
    }

    /** Calls a tool with members given as name, value, name, value. */
    JsonObject call(String tool, Object... input) {
        JsonObject json = JsonObject.of();
        for (int i = 0; i < input.length; i += 2) {
            json = json.with((String) input[i], input[i + 1]);
        }
        return runtime.callTool(tool, json, CALLER);
    }

    String state(ExtensionId id) {
        return runtime.extension(id).summary().state();
    }

    String version(ExtensionId id) {
        return runtime.extension(id).summary().version();
    }

    @Override
    public void close() {
        runtime.close();
    }
}
