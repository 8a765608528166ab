/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.config;

import dev.berth.host.audit.By;
import dev.berth.manifest.config.ConfigForm.Field;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonNull;
import dev.berth.sdk.value.JsonNumber;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonString;
import dev.berth.sdk.value.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Takes the secrets out of the items of a list; those of an item that was moved move with it. */
final class ListWriting {
    private final Field list;
    private final ConfigRows rows;
    private final ConfigProblems problems;
    private final ValueCheck check;
    private final Set<String> stored;
    private final Set<Integer> numbers = new HashSet<>();
    private final List<Problem> found = new ArrayList<>();
    private final Map<String, String> written = new LinkedHashMap<>();
    private final Map<String, String> kept = new TreeMap<>();

    /** @param secrets the keys of all secrets that are stored */
    ListWriting(Field list, ConfigRows rows, ConfigProblems problems, ValueCheck check, Set<String> secrets) {
        this.list = list;
        this.rows = rows;
        this.problems = problems;
        this.check = check;
        this.stored = new HashSet<>(secrets);
        this.stored.removeIf(key -> !key.startsWith(list.key() + "."));
    }

    /** Returns the list without its secrets, as it is stored. */
    JsonValue judge(JsonValue value) {
        if (!(value instanceof JsonArray array)) {
            return value;
        }
        List<JsonValue> items = new ArrayList<>();
        for (int i = 0; i < array.items().size(); i++) {
            items.add(
                    array.items().get(i) instanceof JsonObject item
                            ? item(item, i)
                            : array.items().get(i));
        }
        return new JsonArray(items);
    }

    private JsonObject item(JsonObject item, int row) {
        Map<String, JsonValue> texts = new LinkedHashMap<>(item.members());
        Optional<Integer> before = number(Optional.ofNullable(texts.remove(ListRow.NUMBER)), row);
        for (Field secret : list.secretItems()) {
            secret(secret, Optional.ofNullable(texts.remove(secret.key())), row, before);
        }
        return new JsonObject(texts);
    }

    /** Returns which stored item this one was. */
    private Optional<Integer> number(Optional<JsonValue> value, int row) {
        Optional<Integer> number = value.filter(JsonNumber.class::isInstance)
                .map(given -> ((JsonNumber) given).value())
                .filter(given -> given.scale() <= 0 && given.signum() >= 0 && given.precision() - given.scale() < 9)
                .map(java.math.BigDecimal::intValueExact);
        if (value.isPresent() && (number.isEmpty() || !numbers.add(number.get()))) {
            found.add(problems.unfit(
                    list.key() + "." + row + "." + ListRow.NUMBER,
                    "the number of an item that is stored, once",
                    ConfigProblems.shown(value.get())));
        }
        return number;
    }

    private void secret(Field secret, Optional<JsonValue> value, int row, Optional<Integer> before) {
        String key = ListRow.key(list, row, secret);
        Optional<String> old =
                before.map(number -> ListRow.key(list, number, secret)).filter(stored::contains);
        boolean stays = ListRow.stays(value);
        if (value.orElse(new JsonNull()) instanceof JsonString text) {
            check.secret(key, text.value(), Optional.of(secret)).ifPresent(found::add);
            written.put(key, text.value());
        } else if (!stays && !(value.orElseThrow() instanceof JsonNull)) {
            found.add(problems.unfit(key, FormWriting.SECRET, ConfigProblems.kind(value.get())));
        } else if (stays && old.isPresent()) {
            kept.put(key, old.get());
        } else if (secret.isRequired()) {
            found.add(problems.missing(key));
        }
    }

    List<Problem> found() {
        return found;
    }

    /** Reads all that move before it writes any. */
    void apply(By by) {
        kept.forEach((key, old) -> {
            if (!key.equals(old)) {
                written.put(key, rows.secret(old).orElseThrow());
            }
        });
        stored.stream()
                .filter(key -> !written.containsKey(key) && !kept.containsKey(key))
                .forEach(key -> rows.removeSecret(key, by));
        written.forEach((key, value) -> rows.putSecret(key, value, by));
    }
}
