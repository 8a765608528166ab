/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.live;

import dev.berth.manifest.SemVer;
import dev.berth.sdk.port.McpToolHandler;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import java.util.Optional;

/** One thing that an extension contributes, in one of the channels of LIFE-105. */
public sealed interface Contribution {
    /** Returns the revision it belongs to. */
    Owner owner();

    /** Returns where it stands; a second contribution of one extension to the same slot replaces the first. */
    Slot slot();

    /**
     * Where a contribution stands.
     *
     * @param via the port it came through; revoking the port withdraws it (PORT-53)
     * @param key its name in the channel
     */
    record Slot(PortName via, String key) {
        @Override
        public String toString() {
            return (via == PortName.MCP ? "tool " : "provider of ") + key;
        }
    }

    /** Checks input against a schema. */
    @FunctionalInterface
    interface InputCheck {
        /** Returns what is wrong, one sentence each. */
        List<String> faults(JsonObject input);
    }

    /** A tool; its name was read once, at registration (PORT-83). */
    record Tool(
            Owner owner,
            String name,
            Optional<String> description,
            Optional<JsonObject> inputSchema,
            InputCheck check,
            McpToolHandler handler)
            implements Contribution {
        @Override
        public Slot slot() {
            return new Slot(PortName.MCP, name);
        }
    }

    /**
     * A provider of a capability.
     *
     * @param version of its manifest's row, or 0.0.0 (PORT-115)
     */
    record Provider(Owner owner, String capability, SemVer version, Object impl) implements Contribution {
        @Override
        public Slot slot() {
            return new Slot(PortName.CAPABILITIES, capability);
        }
    }
}
