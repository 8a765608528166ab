/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.config;

import dev.berth.host.port.settings.SettingLimit;
import dev.berth.manifest.config.ConfigForm.Field;
import dev.berth.manifest.port.SecretLimit;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.JsonString;
import dev.berth.sdk.value.JsonValue;
import java.util.Optional;

/** Judges one value: its size, and what the form says of its key. */
record ValueCheck(ConfigProblems problems, Writer writer) {
    Optional<Problem> setting(String key, JsonValue value, Optional<Field> field) {
        if (field.filter(Field::isSecret).isPresent()) {
            return Optional.of(problems.isSecret(key));
        }
        return SettingLimit.broken(value)
                .map(broken -> problems.unfit(key, SettingLimit.NEEDED, broken))
                .or(() -> field.flatMap(known -> known.unfit(value, writer.administrator()))
                        .map(needed -> problems.unfit(key, needed, ConfigProblems.shown(value))));
    }

    Optional<Problem> secret(String key, String value, Optional<Field> field) {
        if (field.filter(known -> !known.isSecret()).isPresent()) {
            return Optional.of(problems.isSetting(key));
        }
        JsonString text = new JsonString(value);
        return SecretLimit.broken(value)
                .map(broken -> problems.unfit(key, SecretLimit.NEEDED, broken))
                .or(() -> field.flatMap(known -> known.unfit(text, writer.administrator()))
                        .map(needed -> problems.unfit(key, needed, ConfigProblems.kind(text))));
    }
}
