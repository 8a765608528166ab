/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.host.DatabaseAddress;
import dev.berth.host.HostRuntime;
import dev.berth.host.lifecycle.Command;
import dev.berth.host.port.nango.ConnectionOwner;
import dev.berth.host.server.BerthServer;
import dev.berth.host.server.ServerConfig;
import dev.berth.sdk.port.NangoPort.ConnectSession;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;

/** What a {@link ChildHost} does. */
public final class ChildMain {
    private ChildMain() {}

    public static void main(String[] arguments) throws InterruptedException, IOException {
        Path home = Path.of(arguments[0]);
        switch (arguments[1]) {
            case "serve" -> serve(home);
            case "busy" -> busy(home);
            case "keep" -> keep(home, arguments[2]);
            case "cycle" -> cycle(home, new Shelf(Path.of(arguments[2])), Long.parseLong(arguments[3]));
            case "jobs" -> jobs(home, arguments[2]);
            case "cramped" -> cramped(home, Path.of(arguments[2]));
            case "connect" -> connect(home, arguments[2]);
            case "halt" ->
                halt(
                        home,
                        new Shelf(Path.of(arguments[2])),
                        Deed.valueOf(arguments[3]),
                        Integer.parseInt(arguments[4]));
            default -> throw new IllegalArgumentException(arguments[1]);
        }
    }

    private static void serve(Path home) throws InterruptedException {
        HostRuntime.builder().home(home).build().start();
        System.out.println("serving");
        Thread.currentThread().join();
    }

    /** Changes this and that on a database, none named for a file, and stays. */
    private static void keep(Path home, String database) throws InterruptedException {
        TestHost host = TestHost.start(
                home, builder -> database.isEmpty() ? builder : builder.database(DatabaseAddress.of(database)));
        host.install(Samples.EMAIL);
        host.install(Samples.HELLO);
        host.call("hello_greet", "name", "Ada", "greeting", "Salut");
        host.update(Samples.HELLO_NEXT);
        host.apply(new Command.Archive(TestHost.EMAIL));
        System.out.println("kept");
        Thread.currentThread().join();
    }

    /** More busy loops than a machine has cores, and then a call. */
    private static void busy(Path home) throws IOException {
        try (TestHost host = TestHost.start(home)) {
            host.install(Samples.HELLO);
            for (int i = 0; i <= Runtime.getRuntime().availableProcessors(); i++) {
                String entry = "acme.busy" + i + ".Entry";
                ExtensionPackage busy = ExtensionPackage.connector("@acme/busy" + i + "-connector", "1.0.0")
                        .entry(
                                entry,
                                EntrySource.of(entry)
                                        .register("while (true) { Thread.onSpinWait(); }")
                                        .text());
                host.install(busy.writeTo(Files.createDirectories(home.resolveSibling("packages"))));
                System.out.println(host.state(busy.id()));
            }
            System.out.println(
                    host.call("hello_greet", "name", "Ada").string("greeting").orElse(""));
        }
        System.exit(0);
    }

    /** Queues a job that never ends its first attempt, and others that wait behind it. */
    private static void jobs(Path home, String file) throws IOException, InterruptedException {
        TestHost host = Queueing.host(home);
        host.install(Queueing.pack(home.resolveSibling("packages"), "1.0.0"));
        host.call("queue", "file", file, "until", file + ".never", "key", "once");
        host.call("queue", "file", file, "until", file + ".never", "key", "once");
        Waits.until("the first attempt", () -> Files.exists(Path.of(file)));
        System.out.println("attempt 1");
        Thread.currentThread().join();
    }

    /** Waits for a user who comes back from a provider, and tells where it starts and where it comes back. */
    private static void connect(Path home, String provider) throws IOException, InterruptedException {
        try (BerthServer server = BerthServer.open(new ServerConfig(
                ServerConfig.LOOPBACK, 0, "the-token-of-the-child-0123456789", home.resolve("uploads"), () -> {}))) {
            URI callback = URI.create(server.url() + "/oauth/callback");
            JsonObject files = JsonObject.of(
                    "authorizationUrl", provider + "/authorize", "tokenUrl", provider + "/token", "clientId", "berth");
            Files.createDirectories(home);
            Files.writeString(
                    home.resolve("providers.json"),
                    JsonObject.of("callbackUrl", callback, "providers", JsonObject.of("files", files))
                            .toString());
            TestHost host = TestHost.start(home);
            server.serve(host.runtime());
            ConnectSession session = host.seams()
                    .parts()
                    .backends()
                    .connections()
                    .connect(new ConnectionOwner("acme", Optional.empty()), "files")
                    .orElseThrow();
            System.out.println(session.connectUrl());
            System.out.println(callback);
            Thread.currentThread().join();
        }
    }

    /** Tries to take what is too large for the disk, then something that is not, and tells which version it has then. */
    private static void cramped(Path home, Path large) {
        try (TestHost host = TestHost.start(home)) {
            host.install(Samples.HELLO);
            try {
                host.install(large);
                System.out.println("taken");
            } catch (ProblemException refused) {
                host.update(Samples.HELLO_NEXT);
                System.out.println("refused " + refused.problem().code() + ", has " + host.version(TestHost.HELLO));
            }
        }
    }

    /** Does one thing after the other, until it is killed. */
    private static void cycle(Path home, Shelf shelf, long seed) {
        HostRuntime host = HostRuntime.builder().home(home).build().start();
        Random random = new Random(seed);
        for (int round = 1; ; round++) {
            Deed deed = Deed.values()[random.nextInt(Deed.values().length)];
            deed.anyhow(host, shelf);
            System.out.println("did " + round);
        }
    }

    /** Does one thing on parts that end the process at the given step; a number past the last step ends it well. */
    private static void halt(Path home, Shelf shelf, Deed deed, int step) {
        HaltingParts parts = new HaltingParts(Interruption.KILL);
        if (deed.isStart()) {
            parts.haltAt(step);
        }
        HostRuntime host =
                deed.setUp(HostRuntime.builder().home(home)).build(parts).start();
        if (!deed.isStart()) {
            parts.haltAt(step);
        }
        Interruption.KILL.during(() -> deed.on(host, shelf));
        System.out.println("steps " + parts.steps());
        host.close();
    }
}
