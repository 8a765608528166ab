/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix;

import dev.berth.host.activation.BundleEngine;
import dev.berth.host.felix.weave.Bindings;
import dev.berth.host.felix.weave.Weaver;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.felix.framework.Felix;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.launch.Framework;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Apache Felix, set up by {@link EngineProfile}. Called from one thread (ENG-11). */
public final class FelixEngine implements BundleEngine {
    private static final Logger log = LoggerFactory.getLogger(FelixEngine.class);
    private static final long STOP_LIMIT_MILLIS = 10_000;

    private final Path folder;
    private final List<SharedPackage> shared;
    private @Nullable Framework framework;
    private @Nullable Loading loading;

    /**
     * Names what the engine works with; {@link #start} starts it.
     *
     * @param folder for the framework's own files, made if absent, its content is not kept (ENG-5); the caller makes sure
     *     that no other engine uses it
     * @param shared packages of the embedding program that extensions may import
     */
    public FelixEngine(Path folder, Set<SharedPackage> shared) {
        this.folder = folder;
        this.shared = List.copyOf(shared);
    }

    /** Loads what the first bundle would wait for: Felix, and the table by which classes are woven. For a thread beside a start. */
    public static void warmUp() {
        Weaver.warmUp();
        try {
            Class.forName(Felix.class.getName());
        } catch (ClassNotFoundException absent) {
            throw new IllegalStateException(absent);
        }
    }

    @Override
    public void start() {
        if (framework != null) {
            throw new IllegalStateException("The engine is running");
        }
        makePrivate(folder);
        PackageConnector connector = new PackageConnector();
        try {
            Framework felix =
                    new Felix(EngineProfile.withoutCache(folder.resolve("felix"), shared, new FelixLog()), connector);
            framework = felix;
            felix.start();
            BundleContext context = felix.getBundleContext();
            WiringRule rule = new WiringRule();
            context.registerService(ResolverHookFactory.class, rule, null);
            Bindings bindings = new Bindings();
            context.registerService(Bindings.class, bindings, null);
            loading = new Loading(context, connector, rule, new Admission(folder.resolve("admitted")), bindings);
        } catch (BundleException failed) {
            close();
            throw new ProblemException(Problem.of(
                            ProblemCode.INTERNAL_ERROR,
                            "OSGi framework",
                            "The OSGi framework did not start in " + folder + ". No extension was loaded.")
                    .fact("detail", String.valueOf(failed.getMessage()))
                    .operator("look for the reason in the log, and report it."));
        }
    }

    // The folder itself is private, so what Felix makes and wipes below needs no care.
    private static void makePrivate(Path folder) {
        try {
            Files.createDirectories(folder);
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException unwritable) {
            throw new ProblemException(Problem.of(
                            ProblemCode.HOME_UNWRITABLE,
                            folder.toString(),
                            "The folder " + folder + " cannot be written. No extension was loaded.")
                    .fact("detail", String.valueOf(unwritable.getMessage()))
                    .operator("let the host's user own it."));
        }
    }

    @Override
    public List<Load> load(List<Request> requests, Collection<Bundle> beside) {
        return loading().load(requests, beside);
    }

    @Override
    public List<Optional<Problem>> preflight(List<Request> requests, Collection<Bundle> beside) {
        return loading().preflight(requests, beside);
    }

    /** Woven code asks. */
    @Override
    public boolean asks() {
        return true;
    }

    private Loading loading() {
        if (loading == null) {
            throw new IllegalStateException("The engine is not running");
        }
        return loading;
    }

    @Override
    public void close() {
        Framework running = framework;
        Loading used = loading;
        framework = null;
        loading = null;
        if (running != null) {
            stop(running);
        }
        if (used != null) {
            used.forgetAll();
        }
    }

    // ENG-8: Felix stops on a thread of its own, and some of its threads are no daemons.
    private static void stop(Framework running) {
        try {
            running.stop();
            if (running.waitForStop(STOP_LIMIT_MILLIS).getType() == FrameworkEvent.WAIT_TIMEDOUT) {
                log.warn(
                        "The OSGi framework has not stopped after {} ms; its threads are left behind",
                        STOP_LIMIT_MILLIS);
            }
        } catch (BundleException failed) {
            log.warn("The OSGi framework did not stop", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            log.warn("The OSGi framework was not given the time to stop");
        }
    }
}
