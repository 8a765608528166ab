/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.config;

import dev.berth.host.port.secrets.SecretView;
import dev.berth.manifest.config.ConfigForm;
import dev.berth.manifest.config.ConfigForm.Field;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The values of a form as they are stored; of a secret only whether it is set (MAN-208). */
record FormReading(ConfigForm form, ConfigRows rows) {
    JsonObject values() {
        Map<String, JsonValue> settings = rows.settings();
        Set<String> secrets = rows.secrets().stream().map(SecretView::key).collect(Collectors.toSet());
        JsonObject values = JsonObject.of();
        for (Field field : form.fields()) {
            if (field.isSecret()) {
                values = values.with(field.key(), ListRow.mark(secrets.contains(field.key())));
            } else if (settings.containsKey(field.key())) {
                values = values.with(field.key(), value(field, settings.get(field.key()), secrets));
            }
        }
        return values;
    }

    private static JsonValue value(Field field, JsonValue stored, Set<String> secrets) {
        if (field.secretItems().isEmpty() || !(stored instanceof JsonArray list)) {
            return stored;
        }
        List<JsonValue> items = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            items.add(
                    list.items().get(i) instanceof JsonObject item
                            ? item(field, item, i, secrets)
                            : list.items().get(i));
        }
        return new JsonArray(items);
    }

    private static JsonObject item(Field field, JsonObject stored, int row, Set<String> secrets) {
        JsonObject item = stored.with(ListRow.NUMBER, row);
        for (Field secret : field.secretItems()) {
            item = item.with(secret.key(), ListRow.mark(secrets.contains(ListRow.key(field, row, secret))));
        }
        return item;
    }
}
