/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload.artifact;

import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Quoted;
import dev.berth.manifest.payload.PayloadFile;
import dev.berth.manifest.reading.Reading;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.ProblemCode;
import java.math.BigDecimal;
import java.util.List;

/** What an artifact is: in which forms it comes, and which skills know it. Strict: a key that nobody reads is refused. */
public final class ArtifactPayload {
    /** The threshold of an artifact that names none (MAN-170). */
    static final BigDecimal USUAL_THRESHOLD = new BigDecimal("0.7");

    private static final String FIELD = "artifact";
    private static final List<String> KEYS =
            List.of("accepts", "satisfies", "agentDependencies", "templates", "skills", "matcherConfidenceThreshold");

    private ArtifactPayload() {}

    /** Judges the descriptor. */
    public static void judge(Node value, Reading reading) {
        Part artifact = new Part((Node.Obj) value, FIELD, ProblemCode.ARTIFACT_INVALID, reading);
        artifact.refuseUnknown(KEYS);
        Accepts.judge(artifact.with(ProblemCode.ARTIFACT_ACCEPTS));
        artifact.texts("satisfies");
        artifact.texts("agentDependencies");
        Templates.judge(artifact.with(ProblemCode.ARTIFACT_TEMPLATE));
        SkillIds.judge(artifact.with(ProblemCode.ARTIFACT_SKILL_REF));
        threshold(artifact.with(ProblemCode.ARTIFACT_THRESHOLD));
    }

    /** Judges what else is in the package (MAN-165). */
    public static void judgeFiles(Reading reading) {
        for (String folder : PayloadFile.BLOCKS) {
            String path = folder + "/oas.json";
            if (reading.entries().paths().contains(path)) {
                reading.report(Fault.of(ProblemCode.ARTIFACT_INVALID, Location.of(path))
                        .says("needs an artifact's package without a flow, which only agents have")
                        .found(Quoted.of(path))
                        .author("remove the file, or declare the kind agent"));
            }
        }
    }

    private static void threshold(Part artifact) {
        artifact.object().get("matcherConfidenceThreshold").ifPresent(value -> {
            boolean fits = value instanceof Node.Num number
                    && number.value().signum() >= 0
                    && number.value().compareTo(BigDecimal.ONE) <= 0;
            if (!fits) {
                artifact.report("matcherConfidenceThreshold", value, "a number from 0 to 1");
            }
        });
    }
}
