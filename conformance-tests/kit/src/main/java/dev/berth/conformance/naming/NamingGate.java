/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.naming;

import dev.berth.conformance.Findings;
import dev.berth.conformance.Gate;
import dev.berth.conformance.GateId;
import dev.berth.conformance.Rule;
import dev.berth.conformance.Subject;
import dev.berth.manifest.Kind;
import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Quoted;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;
import java.util.Optional;

/** Judges what an extension is called (GATE-20 to GATE-25). */
public final class NamingGate implements Gate {
    private static final Rule FOLDER = Rule.of("GATE-20", ProblemCode.NAMING_FOLDER);
    private static final Rule TOPOLOGY = Rule.of("GATE-24", ProblemCode.NAMING_TOPOLOGY);
    private static final Rule RETIRED = Rule.of("GATE-25", ProblemCode.NAMING_RETIRED);

    /** What the validator judges already (MAN-1); it counts for this gate. */
    private static final List<Rule> OF_MANIFEST = List.of(
            Rule.of("GATE-21", ProblemCode.EXTENSION_ID_SUFFIX),
            Rule.of(
                    "GATE-22",
                    ProblemCode.API_VERSION_UNSUPPORTED,
                    ProblemCode.KIND_UNKNOWN,
                    ProblemCode.MANIFEST_FIELD_MISSING),
            Rule.of("GATE-23", ProblemCode.SCOPE_NOT_ALLOWED));

    private static final List<String> NAMING_FIELDS = List.of("apiVersion", "kind");

    @Override
    public GateId id() {
        return GateId.NAMING;
    }

    @Override
    public List<Rule> rules() {
        return List.of(FOLDER, OF_MANIFEST.get(0), OF_MANIFEST.get(1), OF_MANIFEST.get(2), TOPOLOGY, RETIRED);
    }

    @Override
    public void judge(Subject subject, Findings findings) {
        OF_MANIFEST.forEach(rule -> subject.validation().problems().stream()
                .filter(problem -> rule.codes().contains(problem.code()) && isNaming(problem))
                .forEach(problem -> findings.add(rule, problem)));
        subject.packageJson()
                .flatMap(root -> root.text("name"))
                .filter(text -> ExtensionId.isValid(text.value()))
                .ifPresent(text -> new Name(text, subject, findings).judge());
    }

    /** Of the fields that may be missing only two are about the name. */
    private static boolean isNaming(Problem problem) {
        Optional<String> field = problem.location().flatMap(Location::field);
        return problem.code() != ProblemCode.MANIFEST_FIELD_MISSING
                || field.filter(NAMING_FIELDS::contains).isPresent();
    }

    /** A name that can be read. */
    private record Name(Node.Text text, Subject subject, Findings findings) {
        void judge() {
            ExtensionId id = ExtensionId.of(text.value());
            subject.folder().filter(folder -> !folder.equals(id.name())).ifPresent(folder -> folder(id, folder));
            Optional.ofNullable(subject.policy().naming().retired().get(id.toString()))
                    .ifPresent(replacement -> retired(id, replacement));
            boolean agent = subject.block()
                    .flatMap(block -> block.text("kind"))
                    .filter(kind -> Kind.find(kind.value()).equals(Optional.of(Kind.AGENT)))
                    .isPresent();
            if (agent && !subject.policy().naming().topologyExceptions().contains(id.toString())) {
                Topology.wordOf(id.name()).ifPresent(word -> topology(id, word));
            }
        }

        private void folder(ExtensionId id, String folder) {
            findings.add(
                    FOLDER,
                    Fault.of(ProblemCode.NAMING_FOLDER, at())
                            .says("needs a folder that is named like the package, " + Quoted.of(id.name()))
                            .found(Quoted.of(folder))
                            .author("rename the folder to " + Quoted.of(id.name())));
        }

        private void retired(ExtensionId id, String replacement) {
            findings.add(
                    RETIRED,
                    Fault.of(ProblemCode.NAMING_RETIRED, at())
                            .says("needs a name that is in use")
                            .found(Quoted.of(id.toString()) + ", which was retired in favour of "
                                    + Quoted.of(replacement))
                            .fact("replacement", replacement)
                            .author("rename the package to " + Quoted.of(replacement)));
        }

        private void topology(ExtensionId id, String word) {
            findings.add(
                    TOPOLOGY,
                    Fault.of(ProblemCode.NAMING_TOPOLOGY, at())
                            .says("needs a name that says what the agent does, not which place it has in a flow")
                            .found(Quoted.of(word) + " in " + Quoted.of(id.name()))
                            .author("name the agent after its task")
                            .operator("list \"" + id + "\" under \"naming.topologyExceptions\" in the policy"));
        }

        private Location at() {
            return dev.berth.manifest.finding.Findings.at(text.place(), "name");
        }
    }
}
