/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.config;

import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonBoolean;
import dev.berth.sdk.value.JsonNumber;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonString;
import dev.berth.sdk.value.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the value of each kind of field has to be (MAN-211 to MAN-225). */
final class FieldValue {
    private static final Optional<String> FITS = Optional.empty();

    private FieldValue() {}

    static Optional<String> unfit(FormKind kind, ConfigForm.Field field, JsonValue value, boolean administrator) {
        return switch (kind) {
            case TEXT, COPYABLE_CREDENTIAL -> text(field, value);
            case SECRET -> value instanceof JsonString text && !text.value().isEmpty() ? FITS : needs("a text");
            case SELECT -> option(field, value, administrator);
            case DYNAMIC_SELECT_OPTIONS -> isFilled(value) ? FITS : needs("a text that is not blank");
            case BOOLEAN -> value instanceof JsonBoolean ? FITS : needs("true or false");
            case NUMBER -> number(field.declared(), value);
            case FREE_LIST ->
                value instanceof JsonArray list && list.items().stream().allMatch(FieldValue::isFilled)
                        ? FITS
                        : needs("a list of texts that are not blank");
            case REPEATABLE_LIST -> list(field, value);
            case NANGO_CONNECT, STATUS_PROBE, NAMED_ACTION, RECORD_LIST, BANNER, ADVISORY ->
                throw new IllegalStateException(kind + " stores nothing");
        };
    }

    private static Optional<String> needs(String what) {
        return Optional.of(what);
    }

    private static boolean isFilled(JsonValue value) {
        return value instanceof JsonString text && !text.value().isBlank();
    }

    private static Optional<String> text(ConfigForm.Field field, JsonValue value) {
        if (field.isRequired()) {
            return isFilled(value) ? FITS : needs("a text that is not blank");
        }
        return value instanceof JsonString ? FITS : needs("a text");
    }

    private static Optional<String> option(ConfigForm.Field field, JsonValue value, boolean administrator) {
        List<String> allowed = new ArrayList<>();
        for (JsonObject option : ConfigForm.objects(field.declared(), "options")) {
            boolean reserved = option.get("adminOnly").equals(Optional.of(new JsonBoolean(true)));
            if (administrator || !reserved) {
                allowed.add(option.string("value").orElse(""));
            }
        }
        return value instanceof JsonString text && allowed.contains(text.value())
                ? FITS
                : needs("one of " + String.join(", ", allowed));
    }

    private static Optional<String> number(JsonObject declared, JsonValue value) {
        Optional<BigDecimal> min = bound(declared, "min");
        Optional<BigDecimal> max = bound(declared, "max");
        Optional<BigDecimal> step = bound(declared, "step");
        String needed = "a number"
                + min.map(least -> " of at least " + least).orElse("")
                + max.map(most -> (min.isPresent() ? " and at most " : " of at most ") + most)
                        .orElse("")
                + step.map(one -> " in steps of " + one).orElse("");
        boolean fits = value instanceof JsonNumber number
                && min.map(least -> number.value().compareTo(least) >= 0).orElse(true)
                && max.map(most -> number.value().compareTo(most) <= 0).orElse(true)
                && step.map(one -> isOnStep(number.value(), min.orElse(BigDecimal.ZERO), one))
                        .orElse(true);
        return fits ? FITS : needs(needed);
    }

    /** A number of a billion digits is on no step, and is not divided to find that out. */
    private static boolean isOnStep(BigDecimal value, BigDecimal from, BigDecimal step) {
        int widest = 1_000;
        return Math.abs((long) value.scale()) <= widest
                && Math.abs((long) from.scale()) <= widest
                && Math.abs((long) step.scale()) <= widest
                && value.subtract(from).remainder(step).signum() == 0;
    }

    private static Optional<BigDecimal> bound(JsonObject declared, String name) {
        return declared.get(name).filter(JsonNumber.class::isInstance).map(number -> ((JsonNumber) number).value());
    }

    private static Optional<String> list(ConfigForm.Field field, JsonValue value) {
        List<ConfigForm.Field> texts = field.textItems();
        List<String> keys = texts.stream().map(ConfigForm.Field::key).toList();
        boolean fits =
                value instanceof JsonArray list && list.items().stream().allMatch(item -> isItem(item, texts, keys));
        String required = texts.stream()
                .filter(ConfigForm.Field::isRequired)
                .map(text -> ", with " + text.key())
                .reduce("", String::concat);
        return fits ? FITS : needs("a list of objects with texts named " + String.join(", ", keys) + required);
    }

    private static boolean isItem(JsonValue item, List<ConfigForm.Field> texts, List<String> keys) {
        return item instanceof JsonObject object
                && keys.containsAll(object.members().keySet())
                && texts.stream()
                        .allMatch(text -> object.get(text.key())
                                .map(value -> text(text, value).isEmpty())
                                .orElse(!text.isRequired()));
    }
}
