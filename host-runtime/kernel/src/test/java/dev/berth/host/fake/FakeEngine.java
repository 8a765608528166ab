/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.fake;

import dev.berth.host.activation.BundleEngine;
import dev.berth.host.extension.Revision;
import dev.berth.host.permission.Authority;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** An engine without OSGi: each bundle has a loader of its own, whose entry class does what its {@link Script} says. */
public final class FakeEngine implements BundleEngine {
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final Set<String> unloadable = new HashSet<>();
    private final Map<ExtensionId, Set<ExtensionId>> wires = new ConcurrentHashMap<>();
    private final List<FakeBundle> loaded = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final Map<String, Authority> authorities = new ConcurrentHashMap<>();
    private Optional<RuntimeException> failure = Optional.empty();

    /** Returns what the code of a revision does, {@code @acme/a-connector 1.0.0}. */
    public Script script(String subject) {
        return scripts.computeIfAbsent(subject, key -> new Script());
    }

    /** Replaces it. */
    public Script rewrite(String subject) {
        scripts.remove(subject);
        return script(subject);
    }

    /** From now on bundles of one use packages of the other. */
    public void wire(String from, String to) {
        wires.computeIfAbsent(ExtensionId.of(from), key -> new HashSet<>()).add(ExtensionId.of(to));
    }

    public void refuse(String subject) {
        unloadable.add(subject);
    }

    /** From now on, or no longer, the engine itself fails to load anything. */
    public void fail(Optional<RuntimeException> thrown) {
        failure = thrown;
    }

    /** Returns what the code of a revision may do beside ports, as it was last loaded. */
    public Authority authority(String subject) {
        return Optional.ofNullable(authorities.get(subject)).orElseThrow();
    }

    /** Returns the subjects of what is loaded, in the order it was loaded. */
    public List<String> loaded() {
        return loaded.stream().map(bundle -> bundle.revision.subject()).toList();
    }

    /** Tells whether code that is loaded uses packages of a revision. */
    public boolean isWiredTo(String subject) {
        return loaded.stream()
                .anyMatch(bundle -> bundle.wiredTo.stream()
                        .anyMatch(to -> to.revision().subject().equals(subject)));
    }

    /** Returns {@code load …} and {@code unload …}, in order. */
    public List<String> log() {
        return List.copyOf(log);
    }

    @Override
    public void start() {
        loaded.clear();
    }

    @Override
    public List<Load> load(List<Request> requests, Collection<Bundle> beside) {
        failure.ifPresent(thrown -> {
            throw thrown;
        });
        List<Load> loads = new ArrayList<>();
        List<FakeBundle> made = new ArrayList<>();
        for (Request request : requests) {
            String subject = request.revision().subject();
            if (unloadable.contains(subject)) {
                loads.add(new Load.Refused(refusal(subject)));
            } else {
                log.add("load " + subject);
                authorities.put(subject, request.authority());
                FakeBundle bundle = new FakeBundle(request.revision(), new FakeLoader(script(subject)));
                made.add(bundle);
                loads.add(new Load.Loaded(bundle));
            }
        }
        made.forEach(bundle -> bundle.wire(made, beside));
        loaded.addAll(made);
        return loads;
    }

    private static Problem refusal(String subject) {
        return Problem.of(ProblemCode.IMPORT_UNDECLARED, subject, subject + " needs a package.");
    }

    @Override
    public List<Optional<Problem>> preflight(List<Request> requests, Collection<Bundle> beside) {
        return requests.stream()
                .map(request -> request.revision().subject())
                .map(subject ->
                        unloadable.contains(subject) ? Optional.of(refusal(subject)) : Optional.<Problem>empty())
                .toList();
    }

    @Override
    public boolean asks() {
        return false;
    }

    @Override
    public void close() {
        log.add("close");
    }

    private final class FakeBundle implements Bundle {
        private final Revision revision;
        private final FakeLoader loader;
        private final Set<Bundle> wiredTo = new LinkedHashSet<>();

        FakeBundle(Revision revision, FakeLoader loader) {
            this.revision = revision;
            this.loader = loader;
        }

        private void wire(List<FakeBundle> together, Collection<Bundle> beside) {
            for (ExtensionId target : wires.getOrDefault(revision.id(), Set.of())) {
                Stream.concat(together.stream().map(Bundle.class::cast), beside.stream())
                        .filter(bundle -> bundle.revision().id().equals(target))
                        .findFirst()
                        .ifPresent(wiredTo::add);
            }
        }

        @Override
        public Revision revision() {
            return revision;
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
            return wiredTo;
        }

        /** In a circle of wires, one has to be the first to go. */
        private boolean reaches(FakeBundle other) {
            Set<Bundle> reached = new LinkedHashSet<>(wiredTo);
            while (reached.addAll(reached.stream()
                    .flatMap(bundle -> bundle.wiredTo().stream())
                    .toList())) {
                // Further.
            }
            return reached.contains(other);
        }

        @Override
        public void unload() {
            if (loaded.remove(this)) {
                log.add("unload " + revision.subject());
                boolean needed = loaded.stream().anyMatch(other -> other.wiredTo.contains(this) && !reaches(other));
                if (needed) {
                    throw new AssertionError(Objects.toString(revision.subject()) + " is still wired to");
                }
            }
        }
    }
}
