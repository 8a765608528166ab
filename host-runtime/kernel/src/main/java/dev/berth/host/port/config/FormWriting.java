/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.config;

import dev.berth.host.audit.By;
import dev.berth.host.port.secrets.SecretView;
import dev.berth.manifest.config.ConfigForm;
import dev.berth.manifest.config.ConfigForm.Field;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.JsonNull;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonString;
import dev.berth.sdk.value.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Judges all values of a form at once, and then writes those that change something. */
final class FormWriting {
    static final String SECRET = "a text, null to delete it, or absent to leave it as it is";

    private final ConfigForm form;
    private final ConfigRows rows;
    private final ConfigProblems problems;
    private final ValueCheck check;
    private final By by;
    private final Map<String, JsonValue> settings;
    private final Set<String> secrets;
    private final List<Problem> found = new ArrayList<>();
    private final List<Runnable> writes = new ArrayList<>();

    FormWriting(ConfigForm form, ConfigRows rows, ConfigProblems problems, Writer writer) {
        this.form = form;
        this.rows = rows;
        this.problems = problems;
        this.check = new ValueCheck(problems, writer);
        this.by = writer.by();
        this.settings = rows.settings();
        this.secrets = rows.secrets().stream().map(SecretView::key).collect(Collectors.toSet());
    }

    List<Problem> judge(JsonObject values) {
        values.members().keySet().stream()
                .filter(key -> form.field(key).isEmpty())
                .forEach(key -> found.add(problems.unknown(key, form)));
        for (Field field : form.fields()) {
            Optional<JsonValue> value = values.get(field.key());
            if (field.isSecret()) {
                secret(field.key(), value, field);
            } else if (field.isReadOnly()) {
                readOnly(field.key(), value);
            } else if (field.secretItems().isEmpty()) {
                setting(value.filter(given -> !(given instanceof JsonNull)), field);
            } else {
                list(value.filter(given -> !(given instanceof JsonNull)), field);
            }
        }
        return found;
    }

    void apply() {
        writes.forEach(Runnable::run);
    }

    private void setting(Optional<JsonValue> value, Field field) {
        String key = field.key();
        Optional<JsonValue> stored = Optional.ofNullable(settings.get(key));
        if (value.isPresent()) {
            Optional<Problem> problem = check.setting(key, value.get(), Optional.of(field));
            problem.ifPresent(found::add);
            if (!value.equals(stored)) {
                writes.add(() -> rows.putSetting(key, value.get(), by));
            }
        } else if (field.isRequired()) {
            found.add(problems.missing(key));
        } else if (stored.isPresent()) {
            writes.add(() -> rows.removeSetting(key, by));
        }
    }

    private void readOnly(String key, Optional<JsonValue> value) {
        if (value.isPresent() && !value.equals(Optional.ofNullable(settings.get(key)))) {
            found.add(problems.readOnly(key));
        }
    }

    private void secret(String key, Optional<JsonValue> value, Field field) {
        boolean stays = ListRow.stays(value);
        if (value.orElse(new JsonNull()) instanceof JsonString text) {
            text(key, text.value(), field);
        } else if (!stays && !(value.orElseThrow() instanceof JsonNull)) {
            found.add(problems.unfit(key, SECRET, ConfigProblems.kind(value.get())));
        } else if (field.isRequired() && !(stays && secrets.contains(key))) {
            found.add(problems.missing(key));
        } else if (!stays && secrets.contains(key)) {
            writes.add(() -> rows.removeSecret(key, by));
        }
    }

    private void text(String key, String value, Field field) {
        check.secret(key, value, Optional.of(field)).ifPresent(found::add);
        writes.add(() -> rows.putSecret(key, value, by));
    }

    private void list(Optional<JsonValue> value, Field field) {
        ListWriting list = new ListWriting(field, rows, problems, check, secrets);
        setting(value.map(list::judge), field);
        found.addAll(list.found());
        writes.add(() -> list.apply(by));
    }
}
