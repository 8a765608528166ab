/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.field;

import dev.berth.manifest.json.Node;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.JsonObject;
import java.util.Optional;

/** Hands the settings form to its own rules (manifest.md section 10). */
final class ConfigField {
    private ConfigField() {}

    static void read(Node value, Reading reading) {
        if (value instanceof Node.Obj && value.toJson() instanceof JsonObject json) {
            reading.configSchema = Optional.of(json);
        } else {
            reading.report(Reading.fault(ProblemCode.CONFIG_SCHEMA_TYPE, value.place(), "configSchema")
                    .valid("an object with fields")
                    .found(value));
        }
    }
}
