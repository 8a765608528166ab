/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.run;

import dev.berth.conformance.Gate;
import dev.berth.conformance.Neighbours;
import dev.berth.conformance.Neighbours.Neighbour;
import dev.berth.conformance.Subject;
import dev.berth.conformance.bytecode.ScannedEntries;
import dev.berth.conformance.dependencies.DependenciesGate;
import dev.berth.conformance.engine.Check;
import dev.berth.conformance.engine.Outcome;
import dev.berth.conformance.engine.Report;
import dev.berth.conformance.engine.Report.Verdict;
import dev.berth.conformance.engine.Target;
import dev.berth.conformance.input.PolicyFile;
import dev.berth.conformance.license.LicenseGate;
import dev.berth.conformance.manifest.ManifestGate;
import dev.berth.conformance.ports.PortsGate;
import dev.berth.host.marketplace.trust.ContentsJudge;
import dev.berth.manifest.LiveView;
import dev.berth.manifest.LiveView.Live;
import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.Phase;
import dev.berth.manifest.Validation;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.Severity;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.SdkAbi;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The gates that a host runs over what it is about to install (GATE-8): {@code manifest}, {@code license}, and what files alone
 * prove of {@code dependencies} and {@code ports}. What the validator said of the manifest is not said again; the other gates are
 * for authors, and so are infos. No code of the package runs. A gate that breaks refuses the package, for then nothing is proven.
 *
 * <p>Who owns a tool that is consumed is not judged: a host knows tools by running them, and a call of one that nobody offers is
 * answered when it is made.
 */
public final class InstallGates implements ContentsJudge {
    private static final Set<ProblemCode> RUNNING = Set.of(ProblemCode.CONSUME_OWNER_UNKNOWN);

    private final Check check;
    private final Check links = new Check(List.of(new DependenciesGate()), false);
    private Optional<PolicyFile> policy;
    private final Verdicts verdicts = new Verdicts();

    /** Makes it with the policy that ships with the kit; it is read at the first install, not when a host starts. */
    public InstallGates() {
        this(Optional.empty());
    }

    /** Makes it with the policy of a host. */
    public InstallGates(PolicyFile policy) {
        this(Optional.of(policy));
    }

    private InstallGates(Optional<PolicyFile> policy) {
        this(List.of(new ManifestGate(), new LicenseGate(), new DependenciesGate(), new PortsGate()), policy);
    }

    InstallGates(List<Gate> gates, Optional<PolicyFile> policy) {
        this.check = new Check(gates, false);
        this.policy = policy;
    }

    @Override
    public JsonObject policy() {
        return decided().toJson();
    }

    private synchronized PolicyFile decided() {
        PolicyFile known = policy.orElseGet(PolicyFile::defaults);
        policy = Optional.of(known);
        return known;
    }

    @Override
    public List<Problem> judge(String packageDigest, PackageEntries entries, Validation validation, LiveView live) {
        List<Live> others = others(validation, live);
        Set<Verdicts.Beside> beside = others.stream()
                .map(other -> new Verdicts.Beside(other, live.files(other.id()).flatMap(PackageEntries::contentDigest)))
                .collect(Collectors.toUnmodifiableSet());
        return verdicts.of(
                new Verdicts.Question(packageDigest, beside),
                () -> judge(check, entries, validation, neighbours(others, live)));
    }

    @Override
    public List<Problem> links(PackageEntries entries, Validation validation, LiveView live) {
        return judge(links, entries, validation, neighbours(others(validation, live), live)).stream()
                .filter(problem -> problem.code() == ProblemCode.ABI_LINK_BROKEN && problem.isError())
                .toList();
    }

    private static List<Live> others(Validation validation, LiveView live) {
        return live.extensions().stream()
                .filter(other -> validation
                        .manifest()
                        .filter(own -> own.id().equals(other.id()))
                        .isEmpty())
                .toList();
    }

    private static Neighbours neighbours(List<Live> others, LiveView live) {
        return new Neighbours(
                others.stream().map(other -> neighbour(other, live)).toList());
    }

    private List<Problem> judge(Check asked, PackageEntries entries, Validation validation, Neighbours beside) {
        Subject subject = new Subject(
                "",
                Optional.empty(),
                new ScannedEntries(entries),
                Subject.readPackageJson(entries),
                Phase.HOST,
                new Validation(validation.manifest(), List.of()),
                decided().policy(SdkAbi.VERSION),
                beside);
        Report report = asked.run(List.of(Target.of(subject)), done -> {});
        Stream<Problem> broken = report.subjects().stream()
                .flatMap(one -> one.verdicts().stream())
                .filter(verdict -> verdict.outcome() == Outcome.BROKEN)
                .map(verdict -> broken(verdict, subject));
        Stream<Problem> found = report.findings().stream()
                .map(Report.Entry::problem)
                .filter(problem -> problem.severity() != Severity.INFO && !RUNNING.contains(problem.code()));
        return Stream.concat(broken, found).toList();
    }

    private static Neighbour neighbour(Live other, LiveView live) {
        return new Neighbour(
                other.id(), other.kind(), other.exportedPackages(), Set.of(), List.of(), live.files(other.id()));
    }

    private static Problem broken(Verdict verdict, Subject subject) {
        return Problem.of(
                        ProblemCode.INTERNAL_ERROR,
                        subject.name(),
                        subject.name() + " needs to be judged by the gate " + verdict.gate()
                                + ", which broke: " + verdict.reason().orElse("it does not say why")
                                + ". It was not installed; nothing else changed.")
                .operator("report this as a defect of Berth, with the package.");
    }
}
