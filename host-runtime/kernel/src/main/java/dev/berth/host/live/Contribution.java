/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.live;

import dev.berth.manifest.SemVer;
import dev.berth.manifest.port.InputSchema;
import dev.berth.sdk.port.JobsPort;
import dev.berth.sdk.port.McpToolHandler;
import dev.berth.sdk.port.ObjectType;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.UiAction;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One thing that an extension contributes, in one of the channels of LIFE-105. */
public sealed interface Contribution {
    /** Returns the revision it belongs to. */
    Owner owner();

    /** Returns where it stands; a second contribution of one extension to the same slot replaces the first. */
    Slot slot();

    /** Tells whether callers of an organisation see it; without one they see what the platform does. */
    default boolean isVisibleIn(Optional<String> organization) {
        return owner().sight().allows(slot().via(), () -> organization);
    }

    /**
     * Where a contribution stands.
     *
     * @param via the port it came through; revoking the port withdraws it (PORT-53)
     * @param channel what it is, as people say it
     * @param key its name in the channel
     */
    record Slot(PortName via, String channel, String key) {
        @Override
        public String toString() {
            return channel + " " + key;
        }
    }

    /** Checks a value against a schema. */
    @FunctionalInterface
    interface InputCheck {
        /** Returns what is wrong, one sentence each. */
        List<String> faults(JsonValue value);
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
            return new Slot(PortName.MCP, "tool", name);
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
            return new Slot(PortName.CAPABILITIES, "provider of", capability);
        }
    }

    /**
     * A surface of the console: data (PORT-100).
     *
     * @param place where it is shown
     * @param key its id, else its title, else its canonical JSON
     */
    record Surface(Owner owner, Place place, String key, JsonObject descriptor) implements Contribution {
        /** Where a surface is shown. */
        public enum Place {
            SETUP,
            SETTINGS
        }

        @Override
        public Slot slot() {
            return new Slot(PortName.UI, place.name().toLowerCase(Locale.ROOT) + " surface", key);
        }
    }

    /** Something a page of the console may start (PORT-101). */
    record Action(Owner owner, String id, UiAction.ActionHandler handler) implements Contribution {
        @Override
        public Slot slot() {
            return slot(id);
        }

        /** Returns where the action of this id stands. */
        public static Slot slot(String id) {
            return new Slot(PortName.UI, "action", id);
        }
    }

    /**
     * A type of stored objects (PORT-89).
     *
     * @param schema judges its objects
     */
    record Type(Owner owner, ObjectType type, InputSchema schema) implements Contribution {
        @Override
        public Slot slot() {
            return slot(type.typeId());
        }

        /** Returns where the type of this id stands. */
        public static Slot slot(String typeId) {
            return new Slot(PortName.OBJECTS, "type", typeId);
        }
    }

    /** The worker of the jobs of one name (PORT-93). */
    record Worker(Owner owner, String name, JobsPort.JobHandler handler) implements Contribution {
        @Override
        public Slot slot() {
            return slot(name);
        }

        /** Returns where the worker of this name stands. */
        public static Slot slot(String name) {
            return new Slot(PortName.JOBS, "worker", name);
        }
    }
}
