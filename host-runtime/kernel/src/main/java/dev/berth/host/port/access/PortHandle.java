/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.access;

import dev.berth.manifest.json.StrictJson;
import dev.berth.manifest.json.StrictJson.JsonSyntaxException;
import dev.berth.manifest.port.PortInput;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.PortInputException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonMismatchException;
import dev.berth.sdk.value.JsonValue;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What all handles share: one revision's access to one port, the checks of its arguments, and probes that touch nothing (PORT-14,
 * PORT-15).
 */
public abstract class PortHandle {
    /** The form of a key (PORT-65). */
    protected static final String KEY_FORM = PortInput.KEY.pattern();

    private static final int SHOWN = 80;

    protected final PortAccess access;
    protected final PortName port;

    protected PortHandle(PortAccess access, PortName port) {
        this.access = access;
        this.port = port;
    }

    /** Passes, or refuses; the argument is shown, so that it must not be a secret. */
    protected final void check(String method, @Nullable Object argument) {
        access.check(port, method, argument);
    }

    protected final void check(String method) {
        access.check(port, method, null);
    }

    /** Returns whose handle it is. */
    protected final ExtensionId owner() {
        return access.owner().id();
    }

    /** Returns the organisation of the running call; there is no fallback (PORT-61). */
    protected final String organization(String method) {
        return access.organization(port, method);
    }

    /** Makes the refusal of an argument. */
    protected final PortInputException refusal(String method, String needed, String found) {
        return access.input(port, method, needed, found);
    }

    /** Returns the argument, which must not be null (PORT-5). */
    protected final <T> T present(String method, String needed, @Nullable T argument) {
        if (argument == null) {
            throw refusal(method, needed, "null");
        }
        return argument;
    }

    /** Tells whether a text is a key (PORT-65). */
    public static boolean isKey(@Nullable String text) {
        return text != null && PortInput.KEY.matcher(text).matches();
    }

    /** Returns a key of the right form (PORT-65). */
    protected final String key(String method, @Nullable String key) {
        if (key == null || !isKey(key)) {
            throw refusal(method, "a key of the form " + KEY_FORM, quoted(key));
        }
        return key;
    }

    /**
     * Returns a value as JSON text that can be read again (PORT-6): not cyclic, not deeper than a document may be, Unicode.
     *
     * @param kilobytes the text must be shorter (PORT-68)
     */
    protected final String json(String method, Object value, int kilobytes) {
        String json;
        try {
            json = JsonValue.of(value).toString();
            StrictJson.parse(json);
        } catch (JsonMismatchException | JsonSyntaxException e) {
            throw refusal(method, "a JSON value that can be read again", String.valueOf(e.getMessage()));
        }
        int size = json.getBytes(StandardCharsets.UTF_8).length;
        if (size >= kilobytes * 1024) {
            throw refusal(method, "less than " + kilobytes + " KB of JSON", size + " bytes");
        }
        return json;
    }

    /** Shows an argument in a message: on one line and not whole. */
    protected static String quoted(@Nullable String text) {
        if (text == null) {
            return "null";
        }
        String start = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        return "\"" + start.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", "?") + "\"";
    }

    @Override
    public final boolean equals(Object other) {
        return this == other;
    }

    @Override
    public final int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public final String toString() {
        return access.describe(port);
    }
}
