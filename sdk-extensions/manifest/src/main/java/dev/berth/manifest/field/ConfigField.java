/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.field;

import dev.berth.manifest.config.ConfigSchema;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.reading.Reading;

/** Hands the settings form to its own rules, once the entry class and the ports are read. */
final class ConfigField {
    private ConfigField() {}

    static void judge(Node.Obj block, Reading reading) {
        boolean taken = FieldTable.find(ConfigSchema.FIELD)
                .filter(row -> reading.kind().map(row.kinds()::contains).orElse(true))
                .isPresent();
        if (taken && block.get(ConfigSchema.FIELD).isPresent()) {
            boolean hasEntry = !BlockFields.isAbsent(block, "serverEntry");
            ConfigSchema.judge(
                            block.get(ConfigSchema.FIELD).orElseThrow(),
                            hasEntry,
                            reading.draft().ports(),
                            reading.findings())
                    .ifPresent(reading.draft()::configSchema);
        }
    }
}
