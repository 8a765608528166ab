/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.launcher;

import dev.berth.host.HostBuilder;
import dev.berth.host.HostConfig;
import dev.berth.host.HostRuntime;
import dev.berth.host.cli.client.HostFile;
import dev.berth.host.server.BerthServer;
import dev.berth.host.server.OperatorDoor;
import dev.berth.host.server.ServerConfig;
import dev.berth.sdk.port.RuntimePort.RuntimeMode;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A host with its server, in this process. */
final class HostProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HostProcess.class);
    private static final int TOKEN_BYTES = 32;

    private final Path home;
    private final HostRuntime host;
    private final BerthServer server;
    private final Optional<OperatorDoor> door;
    private final HostFile file;
    private final List<Problem> sampleProblems;
    private final CountDownLatch stop;
    private boolean closed;

    private HostProcess(
            Path home,
            HostRuntime host,
            BerthServer server,
            Optional<OperatorDoor> door,
            HostFile file,
            List<Problem> sampleProblems,
            CountDownLatch stop) {
        this.home = home;
        this.host = host;
        this.server = server;
        this.door = door;
        this.file = file;
        this.sampleProblems = sampleProblems;
        this.stop = stop;
    }

    /** Starts all of it, or throws a problem and leaves nothing running. */
    static HostProcess start(HostSettings settings, Timings timings) {
        CountDownLatch stop = new CountDownLatch(1);
        String token = token();
        BerthServer server = open(
                settings,
                new ServerConfig(
                        ServerConfig.LOOPBACK,
                        settings.port(),
                        token,
                        settings.home().resolve("uploads"),
                        stop::countDown));
        timings.done("address");
        try {
            HostBuilder builder = HostRuntime.builder()
                    .home(settings.home())
                    .mode(settings.development() ? RuntimeMode.DEVELOPMENT : RuntimeMode.PRODUCTION)
                    .multiTenant(settings.multiTenant())
                    .fixtures(settings.fixtures())
                    .safeMode(settings.safeMode());
            settings.database().ifPresent(builder::database);
            settings.skipped().forEach(builder::skip);
            ConfigFile.read(settings.home()).ifPresent(config -> config.accept(builder));
            if (settings.watching()) {
                builder.watched(HostConfig.Watched.ALL);
            }
            HostRuntime host = builder.build().start();
            timings.done("host");
            return serve(host, server, token, settings, stop, timings);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Two hosts on one home mostly want one address, too; then the home is what is wrong. */
    private static BerthServer open(HostSettings settings, ServerConfig config) {
        try {
            return BerthServer.open(config);
        } catch (ProblemException e) {
            HomeOwner.of(settings.home()).ifPresent(owner -> {
                throw new ProblemException(owner.problem());
            });
            throw e;
        }
    }

    private static HostProcess serve(
            HostRuntime host,
            BerthServer server,
            String token,
            HostSettings settings,
            CountDownLatch stop,
            Timings timings) {
        try {
            List<Problem> problems = settings.samples()
                    .map(folder -> new Samples(host, settings.home()).install(folder))
                    .orElse(List.of());
            timings.done("samples");
            server.serve(host);
            Optional<OperatorDoor> door =
                    settings.development() ? Optional.of(OperatorDoor.open(host, token)) : Optional.empty();
            HostFile file = new HostFile(
                    server.url(),
                    server.mcpUrl(),
                    door.map(OperatorDoor::url),
                    token,
                    ProcessHandle.current().pid(),
                    Instant.now());
            write(file, settings.home());
            timings.done("server");
            return new HostProcess(settings.home(), host, server, door, file, problems, stop);
        } catch (RuntimeException e) {
            host.close();
            throw e;
        }
    }

    private static void write(HostFile file, Path home) {
        try {
            file.write(home);
        } catch (IOException e) {
            throw new ProblemException(Problem.of(
                            ProblemCode.HOME_UNWRITABLE,
                            home.toString(),
                            "The host needs to write " + HostFile.in(home) + "; found: " + e.getMessage()
                                    + ". It was not started.")
                    .operator("give your user the folder, or name another one with --home DIR."));
        }
    }

    private static String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    HostRuntime host() {
        return host;
    }

    HostFile file() {
        return file;
    }

    /** What kept samples from being installed or from starting. */
    List<Problem> sampleProblems() {
        return sampleProblems;
    }

    /** Waits until somebody asks for a stop over REST. */
    void await() throws InterruptedException {
        stop.await();
    }

    /** Stops in the reverse order of the start. A second call waits for the first and does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        // First, so that no command finds a host that no longer answers.
        try {
            Files.deleteIfExists(HostFile.in(home));
        } catch (IOException e) {
            LOG.warn("{} could not be deleted: {}", HostFile.in(home), e.toString());
        }
        door.ifPresent(OperatorDoor::close);
        server.close();
        host.close();
        LOG.info("Stopped");
    }
}
