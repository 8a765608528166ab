/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.source;

import dev.berth.conformance.Finding;
import dev.berth.conformance.GateId;
import dev.berth.conformance.Neighbours;
import dev.berth.conformance.Neighbours.Neighbour;
import dev.berth.conformance.Policy;
import dev.berth.conformance.Subject;
import dev.berth.conformance.bytecode.Bytecode;
import dev.berth.conformance.bytecode.ScannedEntries;
import dev.berth.conformance.bytecode.SdkCalls;
import dev.berth.conformance.engine.GateBarrier;
import dev.berth.conformance.engine.Target;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.PackageEntries.Form;
import dev.berth.manifest.Phase;
import dev.berth.manifest.Validation;
import dev.berth.manifest.validate.ManifestValidator;
import dev.berth.sdk.problem.Blame;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.Problem;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Opens sources for the gates, each beside the others. */
public final class Targets {
    private final Policy policy;
    private final Phase phase;
    private final Function<PackageEntries, Validation> validator;

    /**
     * Makes an opener.
     *
     * @param phase in which the manifests are judged
     */
    public Targets(Policy policy, Phase phase) {
        this(policy, phase, files -> new ManifestValidator().validate(files, phase, policy.manifest()));
    }

    Targets(Policy policy, Phase phase, Function<PackageEntries, Validation> validator) {
        this.policy = policy;
        this.phase = phase;
        this.validator = validator;
    }

    /**
     * Opens all sources. One that is also known from a host is seen as it lies here.
     *
     * @param known extensions beside them
     */
    public Opening open(Sources sources, List<Neighbour> known) {
        List<Target> alone = sources.found().parallelStream().map(this::open).toList();
        Map<Object, Neighbour> all = new LinkedHashMap<>();
        known.forEach(other -> all.put(other.id(), other));
        alone.forEach(target -> target.subject()
                .manifest()
                .ifPresent(found -> all.put(found.id(), neighbour(found, target.subject()))));
        Neighbours neighbours = new Neighbours(List.copyOf(all.values()));
        List<Problem> failures = new ArrayList<>(sources.failures());
        alone.stream()
                .filter(Targets::isOutOfReach)
                .forEach(target -> target.found().forEach(finding -> failures.add(finding.problem())));
        return new Opening(
                alone.stream()
                        .filter(target -> !isOutOfReach(target))
                        .map(target -> beside(target, neighbours))
                        .toList(),
                failures);
    }

    /**
     * What came of opening.
     *
     * @param targets what the gates can judge, or what is itself wrong as a package of files
     * @param failures what could not be read for a reason that its author cannot mend (GATE-7)
     */
    public record Opening(List<Target> targets, List<Problem> failures) {
        /** Copies both. */
        public Opening {
            targets = List.copyOf(targets);
            failures = List.copyOf(failures);
        }
    }

    private static boolean isOutOfReach(Target target) {
        return target.unreadable().isPresent()
                && target.found().stream().allMatch(finding -> finding.problem().blame() == Blame.OPERATOR);
    }

    private static Neighbour neighbour(ExtensionManifest manifest, Subject subject) {
        return new Neighbour(
                manifest.id(),
                manifest.kind(),
                manifest.details().exportedPackages(),
                // A gate that reads the class files says how that fails.
                GateBarrier.prepare(() -> SdkCalls.TOOL.names(Bytecode.of(subject.entries())), reason -> Set.of()),
                manifest.provides(),
                Optional.of(subject.entries()));
    }

    private static Target beside(Target target, Neighbours neighbours) {
        Subject alone = target.subject();
        Subject subject = new Subject(
                alone.path(),
                alone.folder(),
                alone.entries(),
                alone.packageJson(),
                alone.phase(),
                alone.validation(),
                alone.policy(),
                neighbours);
        return new Target(subject, target.found(), target.unreadable(), target.broken(), target.locate());
    }

    private Target open(Source source) {
        return GateBarrier.prepare(
                () -> read(source), reason -> judged(source, nothing(List.of()), Optional.of(reason)));
    }

    private Target read(Source source) {
        try {
            return judged(source, source.open(), Optional.empty());
        } catch (UncheckedIOException e) {
            String name = source.path().isEmpty() ? source.folder().orElse("The package") : source.path();
            Problem problem = Sources.unreadable(name, Objects.requireNonNull(e.getCause()));
            return judged(source, nothing(List.of(problem)), Optional.empty());
        }
    }

    private static Source.Opened nothing(List<Problem> why) {
        return new Source.Opened(Optional.empty(), why, file -> file);
    }

    private Target judged(Source source, Source.Opened opened, Optional<String> broken) {
        PackageEntries entries = opened.entries()
                .<PackageEntries>map(ScannedEntries::new)
                .orElseGet(() -> PackageEntries.none(Form.FOLDER));
        Validation validation =
                opened.entries().map(validator).orElseGet(() -> new Validation(Optional.empty(), List.of()));
        Subject subject = new Subject(
                source.path(),
                source.folder(),
                entries,
                Subject.readPackageJson(entries),
                phase,
                validation,
                policy,
                Neighbours.NONE);
        List<Finding> found = opened.problems().stream()
                .map(problem -> new Finding(
                        GateId.MANIFEST,
                        Source.RULE,
                        problem.location().isPresent() ? problem : problem.at(Location.of("package.json"))))
                .toList();
        Optional<String> unreadable = opened.entries().isPresent() || broken.isPresent()
                ? Optional.empty()
                : Optional.of("the files of the package could not be read");
        return new Target(subject, found, unreadable, broken, opened.locate());
    }
}
