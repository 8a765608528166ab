/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload.bpmn;

import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.finding.Findings;
import dev.berth.manifest.json.Quoted;
import dev.berth.manifest.payload.PayloadFile;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.ProblemCode;
import java.util.List;
import java.util.Optional;

/** What a workflow's package must hold (MAN-186, MAN-187, MAN-193). */
public final class BpmnPayload {
    private BpmnPayload() {}

    /** Judges the graph of a workflow whose block has a name. */
    public static void judge(String block, PackageEntries entries, Findings findings) {
        PayloadFile file = new PayloadFile(block + "/" + BpmnFile.NAME, findings);
        List<String> others = entries.paths().stream()
                .filter(path -> path.equals(BpmnFile.NAME) || path.endsWith("/" + BpmnFile.NAME))
                .filter(path -> !path.equals(file.path()))
                .sorted()
                .toList();
        Optional<byte[]> bytes = entries.read(file.path());
        if (bytes.isEmpty()) {
            missing(file, others);
            return;
        }
        for (String other : others) {
            findings.add(Fault.of(ProblemCode.BPMN_SIDECAR_DUPLICATE, Location.of(other))
                    .says("needs exactly one " + BpmnFile.NAME + ", at " + file.path())
                    .found("another one, " + Quoted.of(other))
                    .author("remove " + Quoted.of(other)));
        }
        file.text(bytes.get(), ProblemCode.BPMN_PARSE).ifPresent(text -> judge(text, file));
    }

    private static void missing(PayloadFile file, List<String> others) {
        Fault fault = Fault.of(ProblemCode.BPMN_SIDECAR_MISSING, Location.of(file.path()))
                .says("needs a file " + file.path() + ", in the folder with the name of its block")
                .found(others.isEmpty() ? "no such file" : Quoted.of(others.get(0)));
        file.report(fault.author(others.isEmpty() ? "add the graph of the workflow" : "move it to " + file.path()));
    }

    private static void judge(String text, PayloadFile file) {
        LocatedXml.Result result = LocatedXml.read(text);
        if (result instanceof LocatedXml.Result.Broken broken) {
            file.report(file.fault(ProblemCode.BPMN_PARSE, broken.place())
                    .says("needs " + broken.needed() + " in " + file.path())
                    .found(broken.found())
                    .author("save the diagram as plain BPMN 2.0 XML"));
        } else if (result instanceof LocatedXml.Result.Read read) {
            DefinitionsRules.judge(read.root(), new Report(file));
        }
    }
}
