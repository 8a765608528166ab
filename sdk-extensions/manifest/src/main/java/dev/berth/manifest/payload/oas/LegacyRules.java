/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload.oas;

import dev.berth.manifest.json.Node;
import dev.berth.manifest.payload.PayloadFile;
import dev.berth.sdk.problem.ProblemCode;
import java.util.List;

/** Fields of older forms, which would look as if they were read (MAN-157). */
final class LegacyRules {
    private static final List<String> AT_ROOT = List.of("componentType");
    private static final List<String> IN_METADATA = List.of(
            "formatVersion",
            "executionMode",
            "approvalPolicy",
            "compiledPlan",
            "inputSchema",
            "outputSchema",
            "prompt",
            "taskSpec");

    private LegacyRules() {}

    static void judge(Node.Obj root, PayloadFile file) {
        refuse(root, "", AT_ROOT, file);
        if (root.get("metadata").orElse(null) instanceof Node.Obj metadata) {
            for (String block : PayloadFile.BLOCKS) {
                if (metadata.get(block).orElse(null) instanceof Node.Obj own) {
                    refuse(own, "metadata." + block + ".", IN_METADATA, file);
                }
            }
        }
    }

    private static void refuse(Node.Obj object, String path, List<String> refused, PayloadFile file) {
        for (Node.Member member : object.members()) {
            if (refused.contains(member.name())) {
                file.report(file.fault(ProblemCode.OAS_LEGACY_FIELD, member.namePlace(), path + member.name())
                        .says("needs " + file.path() + " without the field \"" + path + member.name()
                                + "\" of an older form")
                        .found(member.value())
                        .author("remove the field; the flow itself says what runs"));
            }
        }
    }
}
