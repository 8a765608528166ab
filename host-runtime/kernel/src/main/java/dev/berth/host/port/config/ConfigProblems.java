/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.config;

import dev.berth.manifest.config.ConfigForm;
import dev.berth.manifest.finding.NearMisses;
import dev.berth.manifest.json.Quoted;
import dev.berth.manifest.port.PortInput;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonNull;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonString;
import dev.berth.sdk.value.JsonValue;
import java.util.List;

/**
 * The words for values that do not fit.
 *
 * @param subject the extension as people know it
 */
record ConfigProblems(String subject) {
    private static final String KEY = "a letter and then up to 127 letters, digits, dots, _ and -";

    /** Returns a key that has the form of PORT-65, or refuses it. */
    String checkedKey(String key) {
        if (!PortInput.isKey(key)) {
            throw new ProblemException(problem(key, "needs keys of the form " + KEY, Quoted.of(key)));
        }
        return key;
    }

    /** Throws what was found, if anything was. */
    void refuse(List<Problem> found) {
        if (!found.isEmpty()) {
            throw new ProblemException(found);
        }
    }

    Problem unfit(String key, String needed, String found) {
        return problem(key, "needs " + Quoted.of(key) + " to be " + needed, found)
                .fact("valid", needed);
    }

    Problem missing(String key) {
        return problem(key, "needs a value for " + Quoted.of(key), "none");
    }

    Problem unknown(String key, ConfigForm form) {
        List<String> keys = form.fields().stream().map(ConfigForm.Field::key).toList();
        return problem(key, "needs values for its form only, " + String.join(", ", keys), Quoted.of(key))
                .fact("near", NearMisses.of(key, keys));
    }

    Problem readOnly(String key) {
        return problem(
                key, "needs " + Quoted.of(key) + " to stay as it is, for it writes that itself", "another value");
    }

    Problem isSecret(String key) {
        return problem(key, "needs " + Quoted.of(key) + " among its secrets", "it written as a setting")
                .operator("berth secrets " + id() + " set " + key);
    }

    Problem isSetting(String key) {
        return problem(key, "needs " + Quoted.of(key) + " among its settings", "it written as a secret")
                .operator("berth settings " + id() + " set " + key + " JSON");
    }

    private Problem problem(String key, String needs, String found) {
        return Problem.of(
                        ProblemCode.CONFIG_VALUE_INVALID,
                        subject,
                        subject + " " + needs + "; found " + found + ". Nothing was stored.")
                .fact("key", key)
                .operator("correct the value.");
    }

    private String id() {
        return subject.substring(0, subject.indexOf(' '));
    }

    /** Shows the value of a setting. */
    static String shown(JsonValue value) {
        return switch (value) {
            case JsonString text -> Quoted.of(text.value());
            case JsonNull nothing -> "null";
            default -> kind(value) + " " + Quoted.of(value.toString());
        };
    }

    /** Says what a value is that must not be shown. */
    static String kind(JsonValue value) {
        return switch (value) {
            case JsonObject object -> "an object";
            case JsonArray array -> "a list";
            case JsonNull nothing -> "null";
            case JsonString text -> text.value().isEmpty() ? "an empty text" : "another text";
            default -> "a number or boolean";
        };
    }
}
