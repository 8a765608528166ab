/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.license;

import dev.berth.conformance.Findings;
import dev.berth.conformance.Gate;
import dev.berth.conformance.GateId;
import dev.berth.conformance.Rule;
import dev.berth.conformance.Subject;
import dev.berth.manifest.Phase;
import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Place;
import dev.berth.manifest.json.Quoted;
import dev.berth.manifest.license.LicenseClass;
import dev.berth.manifest.license.SpdxExpression;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.Severity;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges under which licence an extension comes (GATE-50 to GATE-57). */
public final class LicenseGate implements Gate {
    private static final Rule FIELD = Rule.of("GATE-50", ProblemCode.LICENSE_MISSING, ProblemCode.LICENSE_INVALID);
    private static final Rule POLICY =
            Rule.of("GATE-51", ProblemCode.LICENSE_POLICY_MISSING, ProblemCode.LICENSE_NOT_ALLOWED);
    private static final Rule FILE = Rule.of("GATE-53", ProblemCode.LICENSE_FILE_MISSING);
    private static final Rule TEXT = Rule.of("GATE-54", ProblemCode.LICENSE_TEXT_MISMATCH);
    private static final Rule CLASS = Rule.of("GATE-55", ProblemCode.LICENSE_ACKNOWLEDGE, ProblemCode.LICENSE_REJECTED);
    private static final Rule LIBRARIES = Rule.of("GATE-56", ProblemCode.LICENSE_EMBEDDED_UNKNOWN);

    @Override
    public GateId id() {
        return GateId.LICENSE;
    }

    @Override
    public List<Rule> rules() {
        return List.of(FIELD, POLICY, FILE, TEXT, CLASS, LIBRARIES);
    }

    @Override
    public void judge(Subject subject, Findings findings) {
        subject.validation().problems().stream()
                .filter(problem -> FIELD.codes().contains(problem.code()))
                .forEach(problem -> findings.add(FIELD, problem));
        new Judgement(subject, findings).judge();
    }

    /** One package and what is known of its licence. */
    private record Judgement(
            Subject subject, Findings findings, Optional<SpdxExpression> declared, List<Library> libraries) {
        Judgement(Subject subject, Findings findings) {
            this(
                    subject,
                    findings,
                    subject.packageJson()
                            .flatMap(root -> root.text("license"))
                            .flatMap(text -> SpdxExpression.find(text.value())),
                    Library.in(subject, id(subject).map(ExtensionId::name).orElse("")));
        }

        private static Optional<ExtensionId> id(Subject subject) {
            return subject.packageJson()
                    .flatMap(root -> root.text("name"))
                    .map(Node.Text::value)
                    .filter(ExtensionId::isValid)
                    .map(ExtensionId::of);
        }

        void judge() {
            file();
            libraries.stream().filter(library -> library.license().isEmpty()).forEach(this::unknown);
            id(subject).ifPresent(id -> {
                boolean vendored = subject.block()
                        .flatMap(block -> block.text("vendoredFrom"))
                        .filter(text -> !text.isBlank())
                        .isPresent();
                LicenseDecision decision = decide(declared, id, vendored);
                declared.ifPresent(license -> permit(decision, id, license));
                if (subject.phase() == Phase.HOST) {
                    if (isUndeclared()) {
                        inside().findFirst().ifPresent(one -> consequence(decide(Optional.of(one), id, vendored)));
                    } else {
                        consequence(decision);
                    }
                }
            });
        }

        /**
         * To hosts a licence that is missing is a warning (MAN-35), for whoever installs cannot mend it; so only what is inside
         * has a consequence. What a package declares and the policy does not know is refused (GATE-55).
         */
        private boolean isUndeclared() {
            return subject.packageJson()
                    .flatMap(root -> root.get("license"))
                    .filter(value -> !(value instanceof Node.Text text && text.isBlank()))
                    .isEmpty();
        }

        private LicenseDecision decide(Optional<SpdxExpression> license, ExtensionId id, boolean vendored) {
            return LicenseDecision.of(
                    license,
                    inside().toList(),
                    id.scope(),
                    vendored,
                    subject.policy().license());
        }

        private Stream<SpdxExpression> inside() {
            return libraries.stream().flatMap(library -> library.license().stream());
        }

        private void permit(LicenseDecision decision, ExtensionId id, SpdxExpression license) {
            switch (decision.permit()) {
                case ALLOWED, VENDORED -> {}
                case NO_POLICY ->
                    findings.add(
                            POLICY,
                            Fault.of(ProblemCode.LICENSE_POLICY_MISSING, at())
                                    .says("needs a policy that allows licences for the scope @" + id.scope())
                                    .found("neither an entry for the scope nor a default")
                                    .author("ask whoever keeps the policy for an entry of the scope")
                                    .operator("add \"" + id.scope() + "\" under \"license.scopes\" in the policy"));
                case NOT_ALLOWED ->
                    findings.add(
                            POLICY,
                            Fault.of(ProblemCode.LICENSE_NOT_ALLOWED, at())
                                    .says("needs a licence that the policy allows for the scope @" + id.scope() + ": "
                                            + shown(decision.allowed()))
                                    .found(Quoted.of(license.toString()))
                                    .author("choose one of these, or say in \"vendoredFrom\" where the extension comes"
                                            + " from")
                                    .operator("add the licence for \"" + id.scope() + "\" in the policy"));
            }
        }

        private static String shown(List<String> all) {
            int more = all.size() - 5;
            return all.isEmpty()
                    ? "none"
                    : String.join(", ", all.subList(0, Math.min(5, all.size())))
                            + (more > 0 ? " and " + more + " more" : "");
        }

        private void file() {
            Optional<LicenseFile> file = LicenseFile.find(subject.entries());
            if (file.isEmpty()) {
                findings.add(
                        FILE,
                        Fault.of(ProblemCode.LICENSE_FILE_MISSING, Location.of("LICENSE"))
                                .says("needs the text of its licence in LICENSE, LICENSE.md or LICENSE.txt at its root")
                                .found(LicenseFile.foundInstead(subject.entries()))
                                // As for the field itself (MAN-35): whoever installs it cannot mend it.
                                .severity(Severity.ERROR, Severity.WARNING)
                                .author("add the text of the licence as LICENSE"));
                return;
            }
            List<String> recognised = LicenseText.recognise(file.get().text());
            declared.filter(license -> !recognised.isEmpty() && !LicenseText.agrees(recognised, license))
                    .ifPresent(license -> findings.add(
                            TEXT,
                            Fault.of(
                                            ProblemCode.LICENSE_TEXT_MISMATCH,
                                            Location.of(file.get().name(), 1, 1))
                                    .says("needs " + file.get().name() + " to be the text of "
                                            + Quoted.of(license.toString()))
                                    .found("the text of " + String.join(" and ", recognised))
                                    .then("The package is judged by \"license\" all the same.")
                                    .author("correct \"license\" or the file, whichever is wrong")));
        }

        private void unknown(Library library) {
            findings.add(
                    LIBRARIES,
                    Fault.of(ProblemCode.LICENSE_EMBEDDED_UNKNOWN, Location.of(library.place()))
                            .says("needs a known licence for each library inside it")
                            .found("none for " + Quoted.of(library.name()))
                            .then("The library is not counted when the licence is judged.")
                            .author("add its licence text as META-INF/LICENSE-"
                                    + library.name()
                                            .substring(library.name().lastIndexOf(':') + 1)
                                            .replace('/', '-')));
        }

        private void consequence(LicenseDecision decision) {
            String license =
                    declared.map(SpdxExpression::toString).map(Quoted::of).orElse("none that can be read");
            String libs = libraries.stream()
                    .flatMap(library -> library.license().stream().map(one -> library.name() + " " + one))
                    .reduce("", (all, one) -> all + ", with " + one);
            if (decision.licenseClass() == LicenseClass.COPYLEFT) {
                findings.add(
                        CLASS,
                        Fault.of(ProblemCode.LICENSE_ACKNOWLEDGE, at())
                                .says("needs somebody to acknowledge its copyleft licence")
                                .found(license + libs)
                                .fact(
                                        "license",
                                        declared.map(SpdxExpression::toString).orElse(""))
                                .author("nothing, if that is the licence you mean")
                                .operator("read the licence; if you accept it, add --accept-license"));
            }
            if (decision.licenseClass() == LicenseClass.REJECTED) {
                findings.add(
                        CLASS,
                        Fault.of(ProblemCode.LICENSE_REJECTED, at())
                                .says("needs a licence that the policy classes as permissive or copyleft")
                                .found(license + libs)
                                .author("choose a licence of the SPDX list that is in wide use")
                                .operator("ask the author to offer it under one of those, too"));
            }
        }

        private Location at() {
            Place place = subject.packageJson()
                    .map(root -> root.get("license").map(Node::place).orElse(root.place()))
                    .orElse(Place.START);
            return dev.berth.manifest.finding.Findings.at(place, "license");
        }
    }
}
