/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import dev.berth.host.HostAssembly;
import dev.berth.host.HostConfig;
import dev.berth.host.activation.BundleEngine;
import dev.berth.host.launcher.Assembly;
import dev.berth.sdk.problem.Problem;
import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The real parts of a host, seen from outside: what is stored, and which class loaders were ever handed out. */
public final class Seams implements HostAssembly {
    private final List<WeakReference<ClassLoader>> loaders = new CopyOnWriteArrayList<>();
    private final UnaryOperator<BundleEngine> engine;
    private @Nullable Parts parts;

    /** With the engine as it is. */
    public Seams() {
        this(UnaryOperator.identity());
    }

    /** With an engine in the place of the real one. */
    Seams(UnaryOperator<BundleEngine> engine) {
        this.engine = engine;
    }

    @Override
    public Parts open(HostConfig config) {
        Parts real = new Assembly().open(config);
        Parts seen = new Parts(
                real.audit(),
                real.extensions(),
                real.natives(),
                real.transactor(),
                real.contents(),
                real.grants(),
                real.permissions(),
                real.tokens(),
                real.namespaces(),
                real.backends(),
                real.secretKeys(),
                real.journal(),
                real.marks(),
                real.verifier(),
                new Watched(engine.apply(real.engine())),
                real.database(),
                real.release());
        parts = seen;
        return seen;
    }

    /** Returns the parts of the host that was opened last. */
    public Parts parts() {
        return Objects.requireNonNull(parts);
    }

    /** Returns the loaders that were handed out. */
    List<WeakReference<ClassLoader>> loaders() {
        return loaders;
    }

    /** Returns how many loaders were handed out. */
    public int loaded() {
        return loaders.size();
    }

    /** Returns how many of them are still reachable; run a collection before. */
    public long reachable() {
        return loaders.stream().filter(loader -> loader.get() != null).count();
    }

    private final class Watched implements BundleEngine {
        private final BundleEngine real;

        Watched(BundleEngine real) {
            this.real = real;
        }

        @Override
        public void start() {
            real.start();
        }

        @Override
        public List<Load> load(List<Request> requests, Collection<Bundle> beside) {
            List<Load> loads = real.load(requests, beside);
            for (Load load : loads) {
                if (load instanceof Load.Loaded(Bundle bundle)) {
                    loaders.add(new WeakReference<>(bundle.classLoader()));
                }
            }
            return loads;
        }

        @Override
        public List<Optional<Problem>> preflight(List<Request> requests, Collection<Bundle> beside) {
            return real.preflight(requests, beside);
        }

        @Override
        public boolean asks() {
            return real.asks();
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
