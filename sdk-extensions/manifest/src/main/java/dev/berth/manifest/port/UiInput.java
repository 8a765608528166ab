/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.port;

import dev.berth.manifest.json.CanonicalJson;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.UiAction;
import dev.berth.sdk.port.UiPort.UiSurface;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What surfaces and actions must be (PORT-100). */
public record UiInput(PortProblems problems) {
    private static final int LONGEST = 128;
    private static final Pattern ACTION = Pattern.compile("[a-zA-Z][a-zA-Z0-9_-]{0,127}");

    private PortInput input() {
        return new PortInput(problems, PortName.UI);
    }

    /** Returns the slot of a surface: its {@code id}, else its {@code title}, else its canonical JSON. */
    public String slot(String method, @Nullable UiSurface surface) {
        JsonObject descriptor =
                input().present(method, input().present(method, surface).descriptor());
        input().json(method, descriptor, PortInput.VALUE_LIMIT);
        return name(method, descriptor, "id")
                .or(() -> name(method, descriptor, "title"))
                .orElseGet(() -> CanonicalJson.of(descriptor).toString());
    }

    private Optional<String> name(String method, JsonObject descriptor, String member) {
        Optional<JsonValue> found = descriptor.get(member);
        Optional<String> name = descriptor.string(member).filter(text -> !text.isBlank() && text.length() <= LONGEST);
        if (found.isPresent() && name.isEmpty()) {
            throw input().refused(
                            method,
                            "\"" + member + "\" to be text of 1 to " + LONGEST + " characters, if there is one",
                            PortInput.shown(found.get().toString()));
        }
        return name;
    }

    /** Takes an action that is to be registered. */
    public UiAction action(@Nullable UiAction given) {
        UiAction action = input().present("registerAction", given);
        if (action.id() == null || !ACTION.matcher(action.id()).matches()) {
            throw input().refused("registerAction", "an id of the form " + ACTION, PortInput.shown(action.id()));
        }
        if (action.handler() == null) {
            throw input().refused(PortInput.call("registerAction", action.id()), "a handler", "null");
        }
        return action;
    }
}
