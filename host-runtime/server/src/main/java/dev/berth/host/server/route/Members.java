/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.route;

import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonBoolean;
import dev.berth.sdk.value.JsonNull;
import dev.berth.sdk.value.JsonNumber;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonString;
import dev.berth.sdk.value.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The members of a request body, by type. */
public record Members(JsonObject object) {

    /** Refuses members that mean nothing here. */
    public void only(String subject, Set<String> known) {
        for (String name : object.members().keySet()) {
            if (!known.contains(name)) {
                throw Call.usage(
                        subject + " to have only the members "
                                + String.join(", ", known.stream().sorted().toList()),
                        "\"" + name + "\"");
            }
        }
    }

    public Optional<String> string(String name) {
        return object.get(name).map(value -> text(name, value, "a string"));
    }

    public String required(String name, String needed) {
        return string(name).orElseThrow(() -> Call.usage("the member \"" + name + "\", " + needed, "none"));
    }

    /** The extension that it is about. */
    public ExtensionId extension() {
        String id = required("extension", "an extension id");
        if (!ExtensionId.isValid(id)) {
            throw Call.usage("the member \"extension\" to have the form @scope/slug-kind", "\"" + id + "\"");
        }
        return ExtensionId.of(id);
    }

    /** The digest of the plan that was shown. */
    public Optional<String> digest() {
        Optional<String> digest = string("digest");
        digest.filter(text -> !text.matches("[0-9a-f]{64}")).ifPresent(text -> {
            throw Call.usage("the member \"digest\" to be the digest of a plan, 64 hex digits", "\"" + text + "\"");
        });
        return digest;
    }

    public boolean flag(String name) {
        return object.get(name)
                .map(value -> {
                    if (value instanceof JsonBoolean bool) {
                        return bool.value();
                    }
                    throw mismatch(name, "true or false", value);
                })
                .orElse(false);
    }

    /** A whole number that has to be there. */
    public long number(String name, long min, long max) {
        String needed = "a whole number from " + min + " to " + max;
        JsonValue value =
                object.get(name).orElseThrow(() -> Call.usage("the member \"" + name + "\", " + needed, "none"));
        if (value instanceof JsonNumber number && number.toString().matches("[0-9]{1,18}")) {
            long found = Long.parseLong(number.toString());
            if (found >= min && found <= max) {
                return found;
            }
        }
        throw mismatch(name, needed, value);
    }

    public Optional<List<String>> strings(String name) {
        return object.get(name).map(value -> {
            if (value instanceof JsonArray array) {
                return array.items().stream()
                        .map(item -> text(name, item, "a list of strings"))
                        .toList();
            }
            throw mismatch(name, "a list of strings", value);
        });
    }

    public static ProblemException mismatch(String name, String needed, JsonValue found) {
        return Call.usage("the member \"" + name + "\" to be " + needed, kind(found));
    }

    private static String text(String name, JsonValue value, String needed) {
        if (value instanceof JsonString string) {
            return string.value();
        }
        throw mismatch(name, needed, value);
    }

    private static String kind(JsonValue value) {
        return switch (value) {
            case JsonObject object -> "an object";
            case JsonArray array -> "a list";
            case JsonString string -> string.toString();
            case JsonNumber number -> "the number " + number;
            case JsonBoolean bool -> bool.toString();
            case JsonNull nothing -> "null";
        };
    }
}
