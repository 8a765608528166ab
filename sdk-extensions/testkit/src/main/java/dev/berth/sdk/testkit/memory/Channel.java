/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit.memory;

import dev.berth.sdk.port.PortName;

/** What an extension can contribute (LIFE-105), and the port that it comes through. */
public enum Channel {
    TOOL("tools", PortName.MCP),
    OBJECT_TYPE("object types", PortName.OBJECTS),
    ACTION("actions", PortName.UI),
    SETUP_SURFACE("setup surfaces", PortName.UI),
    SETTINGS_SURFACE("settings surfaces", PortName.UI),
    WORKER("workers", PortName.JOBS),
    PROVIDER("providers", PortName.CAPABILITIES);

    private final String plural;
    private final PortName via;

    Channel(String plural, PortName via) {
        this.plural = plural;
        this.via = via;
    }

    /** Returns the port; revoking it withdraws what came through (PORT-53). */
    PortName via() {
        return via;
    }

    /** Returns what people call its content. */
    @Override
    public String toString() {
        return plural;
    }
}
