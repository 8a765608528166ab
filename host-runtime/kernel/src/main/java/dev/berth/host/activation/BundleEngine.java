/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import dev.berth.host.extension.Revision;
import dev.berth.host.permission.Authority;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.ExtensionId;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gives each revision with code a class loader of its own, wired to what it may see (ENG-12). All calls come from one thread
 * (ENG-11); only {@link Bundle#loadClass} may be called by others.
 */
public interface BundleEngine extends AutoCloseable {
    /** Starts with nothing loaded; what an earlier process left in the engine's cache is gone (ENG-5). */
    void start();

    /**
     * Loads all of these and resolves them in one call (ENG-10). One that cannot be resolved does not stop the others.
     *
     * @param requests what to load; they may wire to each other
     * @param beside bundles already loaded that these may wire to; others are invisible, even at a better version
     * @return one result a request, in the same order
     */
    List<Load> load(List<Request> requests, Collection<Bundle> beside);

    /**
     * Resolves these as {@link #load} would, and lets go of them again: no class of theirs is loaded, and nothing that is loaded is
     * touched (ENG-31).
     *
     * @return for each request, in the same order, why it would be refused
     */
    List<Optional<Problem>> preflight(List<Request> requests, Collection<Bundle> beside);

    /**
     * Tells whether code that it loads states each use of ambient authority to the authority of its revision first (engine.md L4).
     * Without that a permission is judged when a package comes in, and nothing refuses its use at run time.
     */
    boolean asks();

    /** Stops the engine and waits for its threads, bounded (ENG-8). */
    @Override
    void close();

    /**
     * What to load.
     *
     * @param revision whose code
     * @param file its verified package, a JAR; read in place, never copied (ENG-10)
     * @param authority what its code may do beside ports
     * @param mayWireTo declared dependencies; its own scope and the host's SDK are always allowed (engine.md L2)
     */
    record Request(Revision revision, Path file, Authority authority, Set<ExtensionId> mayWireTo) {}

    /** What came of a request. */
    sealed interface Load {
        /** It is resolved. */
        record Loaded(Bundle bundle) implements Load {}

        /** It is not, and nothing of it is left in the engine. */
        record Refused(Problem problem) implements Load {}
    }

    /** The loaded code of one revision. */
    interface Bundle {
        Revision revision();

        /** Loads a class by its name. */
        Class<?> loadClass(String name) throws ClassNotFoundException;

        /** Returns the loader of its classes. */
        ClassLoader classLoader();

        /** Returns the bundles whose packages it uses. */
        Set<Bundle> wiredTo();

        /** Removes it. Those wired to it must be gone before. A second call does nothing. */
        void unload();
    }
}
