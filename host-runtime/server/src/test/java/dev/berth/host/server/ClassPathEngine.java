/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import dev.berth.host.activation.BundleEngine;
import dev.berth.host.extension.Revision;
import dev.berth.sdk.problem.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the classes of extensions among the tests' own. */
final class ClassPathEngine implements BundleEngine {
    @Override
    public void start() {}

    @Override
    public List<Load> load(List<Request> requests, Collection<Bundle> beside) {
        return requests.stream()
                .<Load>map(request -> new Load.Loaded(new ClassPathBundle(request.revision())))
                .toList();
    }

    @Override
    public List<Optional<Problem>> preflight(List<Request> requests, Collection<Bundle> beside) {
        return requests.stream().map(request -> Optional.<Problem>empty()).toList();
    }

    @Override
    public boolean asks() {
        return false;
    }

    @Override
    public void close() {}

    private record ClassPathBundle(Revision revision) implements Bundle {
        @Override
        public Class<?> loadClass(String name) throws ClassNotFoundException {
            return Class.forName(name);
        }

        @Override
        public ClassLoader classLoader() {
            return ClassPathEngine.class.getClassLoader();
        }

        @Override
        public Set<Bundle> wiredTo() {
            return Set.of();
        }

        @Override
        public void unload() {}
    }
}
