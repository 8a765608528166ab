/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import dev.berth.host.activation.BundleEngine;
import dev.berth.host.extension.Revision;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An engine without OSGi that wires by package names alone, as plainly as the rules can be said (engine.md L2): what Felix does to a
 * host is held against it.
 */
final class PlainEngine implements BundleEngine {
    private static final String SDK = "dev.berth.sdk";

    private final Set<PlainBundle> loaded = new LinkedHashSet<>();

    @Override
    public void start() {
        loaded.clear();
    }

    @Override
    public List<Load> load(List<Request> requests, Collection<Bundle> beside) {
        return resolve(
                requests,
                beside,
                bundle -> {
                    loaded.add(bundle);
                    return new Load.Loaded(bundle);
                },
                Load.Refused::new);
    }

    @Override
    public List<Optional<Problem>> preflight(List<Request> requests, Collection<Bundle> beside) {
        return resolve(
                requests,
                beside,
                bundle -> {
                    bundle.unload();
                    return Optional.empty();
                },
                Optional::of);
    }

    private <T> List<T> resolve(
            List<Request> requests,
            Collection<Bundle> beside,
            Function<PlainBundle, T> wired,
            Function<Problem, T> refused) {
        Set<ExtensionId> replaced =
                requests.stream().map(request -> request.revision().id()).collect(Collectors.toSet());
        Map<Request, PlainBundle> made = new HashMap<>();
        requests.forEach(request -> made.put(request, new PlainBundle(request)));
        List<PlainBundle> others = beside.stream()
                .filter(bundle -> !replaced.contains(bundle.revision().id()))
                .map(PlainBundle.class::cast)
                .filter(loaded::contains)
                .toList();
        List<Request> left = new ArrayList<>(requests);
        // Who lacks one that lacks something lacks something.
        while (left.removeIf(request -> !made.get(request)
                .wire(Stream.concat(left.stream().map(made::get), others.stream())
                        .toList()))) {}
        return requests.stream()
                .map(request -> {
                    PlainBundle bundle = made.get(request);
                    if (left.contains(request)) {
                        return wired.apply(bundle);
                    }
                    bundle.unload();
                    String subject = request.revision().subject();
                    return refused.apply(
                            Problem.of(ProblemCode.IMPORT_UNDECLARED, subject, subject + " lacks a package."));
                })
                .toList();
    }

    @Override
    public boolean asks() {
        return false;
    }

    @Override
    public void close() {
        Set.copyOf(loaded).forEach(PlainBundle::unload);
    }

    private final class PlainBundle implements Bundle {
        private final Request request;
        private final PlainLoader loader;
        private final Set<Bundle> wires = new LinkedHashSet<>();

        PlainBundle(Request request) {
            this.request = request;
            try {
                this.loader = new PlainLoader(request.file());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Finds who exports what it imports; returns whether somebody does in each case. */
        boolean wire(List<PlainBundle> candidates) {
            wires.clear();
            for (String name : loader.imports()) {
                if (name.equals(SDK) || name.startsWith(SDK + ".")) {
                    continue;
                }
                Optional<PlainBundle> provider = candidates.stream()
                        .filter(other -> other.loader.exports().contains(name) && mayUse(other))
                        .findFirst();
                if (provider.isEmpty()) {
                    return false;
                }
                loader.wire(name, provider.get().loader);
                wires.add(provider.get());
            }
            return true;
        }

        private boolean mayUse(PlainBundle other) {
            ExtensionId own = revision().id();
            ExtensionId id = other.revision().id();
            return !id.equals(own)
                    && (id.scope().equals(own.scope()) || request.mayWireTo().contains(id));
        }

        @Override
        public Revision revision() {
            return request.revision();
        }

        @Override
        public Class<?> loadClass(String name) throws ClassNotFoundException {
            return loader.loadClass(name);
        }

        @Override
        public ClassLoader classLoader() {
            return loader;
        }

        @Override
        public Set<Bundle> wiredTo() {
            return Set.copyOf(wires);
        }

        @Override
        public void unload() {
            loaded.remove(this);
            try {
                loader.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
