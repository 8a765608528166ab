/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.field;

import dev.berth.manifest.Kind;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Place;
import dev.berth.manifest.reading.Reading;
import dev.berth.sdk.problem.ProblemCode;
import java.util.Optional;

/** What a UI surface needs (MAN-55, MAN-56). */
final class UiRules {
    static final String INDEX = "ui/index.html";

    private UiRules() {}

    static void judge(Node.Obj block, Reading reading) {
        boolean hasIndex = reading.entries().paths().contains(INDEX);
        boolean hasSchema = block.get("configSchema").isPresent();
        Optional<String> declared = reading.draft().uiSurface();
        if (declared.isEmpty()) {
            boolean takesUi = reading.kind()
                    .filter(kind -> kind != Kind.ARTIFACT && kind != Kind.SKILL)
                    .isPresent();
            if (takesUi && block.get("uiSurface").isEmpty()) {
                Optional<String> derived =
                        hasIndex ? Optional.of("bundled") : hasSchema ? Optional.of("schema-config") : Optional.empty();
                derived.ifPresent(reading.draft()::uiSurface);
            }
            return;
        }
        Place place = block.get("uiSurface").map(Node::place).orElse(block.place());
        if (declared.get().equals("bundled") && !hasIndex) {
            reading.report(Reading.fault(ProblemCode.UI_ASSETS_MISSING, place, "uiSurface")
                    .says("needs the file " + INDEX + " for its bundled UI")
                    .found("no such file")
                    .author("add " + INDEX + ", or declare \"schema-config\""));
        }
        if (declared.get().equals("schema-config") && !hasSchema) {
            reading.report(Reading.fault(ProblemCode.CONFIG_SCHEMA_MISSING, place, "uiSurface")
                    .says("needs a \"configSchema\" for its UI surface schema-config")
                    .found("none")
                    .author("add \"configSchema\", or remove \"uiSurface\""));
        }
    }
}
