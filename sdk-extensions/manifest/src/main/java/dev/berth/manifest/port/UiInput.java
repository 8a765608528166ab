/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.port;

import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.UiAction;
import dev.berth.sdk.port.UiPort.UiSurface;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What surfaces and actions must be (PORT-100). */
public record UiInput(PortProblems problems) {
    private static final Pattern ACTION = Pattern.compile("[a-zA-Z][a-zA-Z0-9_-]*");

    private PortInput input() {
        return new PortInput(problems, PortName.UI);
    }

    /** Returns the slot of a surface: its {@code id}, else its {@code title}, else its JSON. */
    public String slot(String method, @Nullable UiSurface surface) {
        UiSurface given = input().present(method, surface);
        String json = input().json(method, input().present(method, given.descriptor()), PortInput.VALUE_LIMIT);
        return given.descriptor()
                .string("id")
                .or(() -> given.descriptor().string("title"))
                .orElse(json);
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
