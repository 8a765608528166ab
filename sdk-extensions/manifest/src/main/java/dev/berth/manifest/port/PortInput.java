/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.port;

import dev.berth.manifest.json.Quoted;
import dev.berth.manifest.json.StrictJson;
import dev.berth.manifest.json.StrictJson.JsonSyntaxException;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.PortInputException;
import dev.berth.sdk.value.JsonMismatchException;
import dev.berth.sdk.value.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What arguments of one port must be (PORT-5, PORT-65, PORT-68). */
public record PortInput(PortProblems problems, PortName port) {
    /** The form of keys (PORT-65). */
    public static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,127}");

    /** Settings and payloads of jobs are smaller, in bytes of JSON. */
    public static final int VALUE_LIMIT = 256 * 1024;

    /** Tells whether a text is a key. */
    public static boolean isKey(@Nullable String text) {
        return text != null && KEY.matcher(text).matches();
    }

    /** Refuses an argument. */
    public PortInputException refused(String method, String needed, String found) {
        return problems.input(port, method, needed, found);
    }

    /** Refuses null. */
    public <T> T present(String method, @Nullable T argument) {
        if (argument == null) {
            throw refused(method, "an argument", "null");
        }
        return argument;
    }

    /** Takes a key. */
    public String key(String method, @Nullable String key) {
        if (key == null || !isKey(key)) {
            throw refused(method, "a key of the form " + KEY, shown(key));
        }
        return key;
    }

    /** Takes a secret. */
    public String secret(String call, @Nullable String value) {
        String secret = present(call, value);
        SecretLimit.broken(secret).ifPresent(broken -> {
            throw refused(call, SecretLimit.NEEDED, broken);
        });
        return secret;
    }

    /** Takes a value of PORT-6 that is smaller than a limit, and returns its JSON text. */
    public String json(String call, Object value, int limit) {
        String json;
        try {
            json = JsonValue.of(value).toString();
        } catch (JsonMismatchException e) {
            throw refused(call, "a JSON value", String.valueOf(e.getMessage()));
        }
        int size = json.getBytes(StandardCharsets.UTF_8).length;
        if (size >= limit) {
            throw refused(call, "less than " + limit / 1024 + " KB of JSON", size + " bytes");
        }
        try {
            // What could not be read again must not be stored: it may be nested deeper than a document may be.
            StrictJson.parse(json);
        } catch (JsonSyntaxException e) {
            throw refused(call, "a value that can be read again", String.valueOf(e.getMessage()));
        }
        return json;
    }

    /** Reads a stored value as the type that the caller asks for; one that does not fit is refused (PORT-72). */
    public <T> T as(String call, JsonValue stored, Class<T> type) {
        try {
            return stored.as(type);
        } catch (JsonMismatchException e) {
            throw refused(call, "a stored value that fits " + type.getSimpleName(), String.valueOf(e.getMessage()));
        }
    }

    /** Returns how a call with a key is written, {@code get("region")}. */
    public static String call(String method, @Nullable String key) {
        return method + "(" + shown(key) + ")";
    }

    /** Returns a text that may be anything, as a message shows it. */
    static String shown(@Nullable String text) {
        return text == null ? "null" : Quoted.of(text);
    }
}
