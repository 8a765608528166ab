/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload.artifact;

import dev.berth.manifest.json.Node;
import dev.berth.sdk.problem.ProblemCode;
import java.util.List;
import java.util.Optional;

/** The forms in which an artifact comes, at least one (MAN-166). */
final class Accepts {
    static final List<String> FORMS = List.of("file", "connectorRef", "dashboard");

    private Accepts() {}

    static void judge(Part artifact) {
        Optional<Node> value = artifact.object().get("accepts");
        if (!(value.orElse(null) instanceof Node.Obj object)) {
            artifact.report("accepts", value.orElse(artifact.object()), "an object with a form");
            return;
        }
        Part accepts = new Part(object, artifact.path() + ".accepts", artifact.code(), artifact.reading());
        accepts.with(ProblemCode.ARTIFACT_INVALID).refuseUnknown(FORMS);
        types(accepts, "file", "mimeTypes");
        types(accepts, "connectorRef", "resolvedMimeTypes");
        Optional<Node> dashboard = object.get("dashboard");
        dashboard
                .filter(flag -> !(flag instanceof Node.Bool))
                .ifPresent(flag -> accepts.report("dashboard", flag, "true or false"));
        boolean off = dashboard.orElse(null) instanceof Node.Bool flag && !flag.value();
        if (FORMS.stream().noneMatch(form -> object.get(form).isPresent() && !(form.equals("dashboard") && off))) {
            artifact.report("accepts", object, "an object with at least one of " + String.join(", ", FORMS));
        }
    }

    private static void types(Part accepts, String form, String key) {
        accepts.child(form).ifPresent(part -> {
            part.with(ProblemCode.ARTIFACT_INVALID).refuseUnknown(List.of(key));
            part.someTexts(key);
        });
    }
}
