/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload.oas;

import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.finding.Findings;
import dev.berth.manifest.json.LocatedJson;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Quoted;
import dev.berth.manifest.json.SyntaxFault;
import dev.berth.manifest.payload.PayloadFile;
import dev.berth.manifest.payload.SkillPayload;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.ProblemCode;
import java.util.Optional;

/** What an agent's package must hold (MAN-155 to MAN-161). */
public final class OasPayload {
    private OasPayload() {}

    /** Judges the flow and the skills of an agent whose block has a name. */
    public static void judge(String block, PackageEntries entries, Findings findings) {
        PayloadFile file = new PayloadFile(block + "/" + OasFile.NAME, findings);
        Optional<byte[]> bytes = entries.read(file.path());
        if (bytes.isPresent()) {
            file.text(bytes.get(), ProblemCode.OAS_UNREADABLE)
                    .flatMap(text -> object(text, file))
                    .ifPresent(root -> judge(root, file));
        } else {
            missing(block, entries, file);
        }
        if (SkillPayload.exists(entries)) {
            SkillPayload.judge(entries, findings);
        } else {
            findings.add(Fault.of(ProblemCode.AGENT_SKILL_MISSING, Location.of("skills/<slug>/SKILL.md"))
                    .says("has no skill of its own")
                    .found("no folder below skills/")
                    .then("It is accepted.")
                    .author("add a skill, such as skills/greeting/SKILL.md, if the agent follows instructions"));
        }
    }

    private static void missing(String block, PackageEntries entries, PayloadFile file) {
        String elsewhere = PayloadFile.other(block) + "/" + OasFile.NAME;
        boolean misplaced = entries.paths().contains(elsewhere);
        Fault fault = Fault.of(ProblemCode.OAS_MISSING, Location.of(file.path()))
                .says("needs a file " + file.path() + ", in the folder with the name of its block")
                .found(misplaced ? Quoted.of(elsewhere) : "no such file")
                .author(misplaced ? "move it to " + file.path() : "add the flow of the agent");
        file.report(fault);
    }

    private static Optional<Node.Obj> object(String text, PayloadFile file) {
        LocatedJson.Result json = LocatedJson.read(text);
        for (SyntaxFault syntax : json.faults()) {
            Fault fault = file.fault(ProblemCode.OAS_UNREADABLE, syntax.place())
                    .says("needs " + syntax.needed() + " in " + file.path())
                    .found(syntax.found());
            syntax.fix().ifPresent(fault::author);
            file.report(fault);
        }
        Optional<Node> root = json.root();
        if (root.isPresent() && !(root.get() instanceof Node.Obj)) {
            file.report(file.fault(ProblemCode.OAS_UNREADABLE, root.get().place())
                    .says("needs " + file.path() + " to be one object")
                    .found(root.get()));
        }
        return root.filter(Node.Obj.class::isInstance).map(Node.Obj.class::cast);
    }

    private static void judge(Node.Obj root, PayloadFile file) {
        Flow flow = Flow.of("", root);
        RootRules.judge(flow, file);
        LegacyRules.judge(root, file);
        flow.all().forEach(each -> {
            FlowRules.judge(each, file);
            NodeRules.judge(each, file);
            ReferenceRules.judge(each, file);
        });
    }
}
