/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.actions;

import dev.berth.conformance.actions.PortAction.Argument;
import dev.berth.sdk.port.JobOptions;
import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.port.NangoPort.ConnectRequest;
import dev.berth.sdk.port.NangoPort.ConnectionScope;
import dev.berth.sdk.port.Notification;
import dev.berth.sdk.port.Notification.Level;
import dev.berth.sdk.port.ObjectType;
import dev.berth.sdk.port.UiAction;
import dev.berth.sdk.port.UiPort.UiSurface;
import dev.berth.sdk.port.UsageEvent;
import dev.berth.sdk.port.UsageEvent.LlmUsage;
import dev.berth.sdk.port.UsageEvent.ServiceUsage;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonString;
import dev.berth.sdk.value.JsonValue;
import java.lang.reflect.Parameter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Arguments that do not fit, or that sit at an edge, each with a name; by the type of the parameter. */
@SuppressWarnings({"NullAway", "NullOptional"}) // nulls are what is tried
final class BadArguments {
    private static final int MEGABYTE = 1024 * 1024;

    private final Map<String, Argument> found = new LinkedHashMap<>();

    private BadArguments() {}

    static Map<String, Argument> of(Parameter parameter, ExtensionId self) {
        BadArguments bad = new BadArguments();
        bad.add("null", () -> null);
        Class<?> type = parameter.getType();
        if (type == String.class && parameter.getName().equals("message")) {
            bad.add("with NUL", () -> "a\u0000");
            bad.add("with half a character", () -> "a\uD800");
        } else if (type == String.class) {
            bad.texts(self);
        } else if (type == Object.class || type == JsonValue.class) {
            bad.values(type == Object.class);
        } else if (type == Class.class) {
            bad.add("no type of JSON", () -> Thread.class);
            bad.add("another type", () -> Integer.class);
        } else if (type == McpTool.class) {
            bad.tools();
        } else if (type == ObjectType.class) {
            bad.types(self);
        } else if (type == JobOptions.class) {
            bad.options();
        } else if (type == Notification.class) {
            bad.notifications();
        } else if (type == UiSurface.class || type == UiAction.class) {
            bad.ui(type == UiAction.class);
        } else if (type == UsageEvent.class) {
            bad.usage();
        } else if (type == ConnectRequest.class) {
            bad.add("without key", () -> new ConnectRequest(null, ConnectionScope.app()));
            bad.add("without scope", () -> new ConnectRequest("k", null));
            bad.add("of a blank key", () -> new ConnectRequest(" ", ConnectionScope.app()));
        } else if (type == ConnectionScope.class) {
            bad.add("of another user", () -> ConnectionScope.user("somebody-else"));
        }
        return bad.found;
    }

    private void add(String what, Argument argument) {
        found.put(what, argument);
    }

    private void texts(ExtensionId self) {
        add("empty", () -> "");
        add("blank", () -> " ");
        add("with a space", () -> "a b");
        add("of 129 characters", () -> "a".repeat(129));
        add("of 64 KB", () -> "a".repeat(64 * 1024));
        add("of 1 MB", () -> "a".repeat(MEGABYTE));
        add("with NUL", () -> "a\u0000");
        add("with half a character", () -> "a\uD800");
        add("of the host", () -> "host:a");
        add("of another extension", () -> "@conformance/stranger-connector:thing");
        add("of its own extension", () -> self + ":other");
        add("of another scope", () -> "@stranger/capability");
        add("of its own scope", () -> "@" + self.scope() + "/capability");
    }

    private void values(boolean any) {
        if (any) {
            List<Object> cyclic = new ArrayList<>();
            cyclic.add(cyclic);
            add("cyclic", () -> cyclic);
            add("without a form in JSON", Object::new);
            add("of a class of the SDK", JsonObject::of);
            add("not a number", () -> Double.NaN);
            add("with a key that is no text", () -> Map.of(1, 2));
            add("a list", () -> List.of(1, Optional.empty()));
            add("an object with an id", () -> Map.of("id", "known", "a", 1));
            add("an object with a blank id", () -> Map.of("id", " "));
        }
        add("deep", () -> deep(100));
        add("deeper", () -> deep(400));
        add("of 256 KB", () -> new JsonString("a".repeat(256 * 1024 - 2)));
        add("just less than 256 KB", () -> new JsonString("a".repeat(256 * 1024 - 3)));
        add("of 1 MB", () -> new JsonString("a".repeat(MEGABYTE)));
        add("with half a character", () -> new JsonString("a\uD800"));
        add("with NUL", () -> new JsonString("a\u0000"));
    }

    private static JsonValue deep(int levels) {
        JsonValue value = JsonArray.of();
        for (int i = 1; i < levels; i++) {
            value = new JsonArray(List.of(value));
        }
        return value;
    }

    private void tools() {
        for (String name : List.of("", "a b", "ä", "a".repeat(65))) {
            add("named \"" + name + "\"", () -> McpTool.of(name, "d", JsonObject.of("type", "object"), in -> 1));
        }
        add("without name", () -> new McpTool(null, Optional.empty(), Optional.empty(), in -> 1));
        add("without handler", () -> new McpTool("t", Optional.empty(), Optional.empty(), null));
        add("without description", () -> new McpTool("t", null, Optional.empty(), in -> 1));
        add("without schema", () -> new McpTool("t", Optional.empty(), null, in -> 1));
        add("with a schema of another type", () -> McpTool.of("t", "d", JsonObject.of("type", "array"), in -> 1));
        add("with no schema", () -> McpTool.of("t", "d", JsonObject.of("type", "object", "properties", 7), in -> 1));
    }

    private void types(ExtensionId self) {
        for (String id : List.of("t", "", self + ":", self + ":a b", "@conformance/stranger-connector:thing")) {
            add("named \"" + id + "\"", () -> new ObjectType(id, Optional.empty(), JsonObject.of()));
        }
        String own = GoodArguments.typeId(self);
        add("without name", () -> new ObjectType(null, Optional.empty(), JsonObject.of()));
        add("without schema", () -> new ObjectType(own, null, JsonObject.of()));
        add("without members", () -> new ObjectType(own, Optional.empty(), null));
        add("with no schema", () -> new ObjectType(own, Optional.of(JsonObject.of("type", 7)), JsonObject.of()));
        add(
                "with a schema elsewhere",
                () -> new ObjectType(
                        own, Optional.of(JsonObject.of("$ref", "http://127.0.0.1:9/schema")), JsonObject.of()));
    }

    private void options() {
        Optional<Instant> now = Optional.of(Instant.EPOCH);
        Optional<Duration> never = Optional.empty();
        Optional<String> once = Optional.empty();
        add("of no attempt", () -> new JobOptions(now, never, once, 0));
        add("of endless attempts", () -> new JobOptions(now, never, once, Integer.MAX_VALUE));
        add("of no pause", () -> new JobOptions(now, Optional.of(Duration.ZERO), once, 1));
        add("of an endless pause", () -> new JobOptions(now, Optional.of(Duration.ofSeconds(Long.MAX_VALUE)), once, 1));
        add("of the end of time", () -> new JobOptions(Optional.of(Instant.MAX), never, once, 1));
        add("of a blank key", () -> new JobOptions(now, never, Optional.of(" "), 1));
        add("of a long key", () -> new JobOptions(now, never, Optional.of("k".repeat(300)), 1));
        add("without time", () -> new JobOptions(null, never, once, 1));
        add("without pause", () -> new JobOptions(now, null, once, 1));
        add("without key", () -> new JobOptions(now, never, null, 1));
    }

    private void notifications() {
        Optional<String> none = Optional.empty();
        add("without level", () -> new Notification(null, "t", none));
        add("without title", () -> new Notification(Level.INFO, null, none));
        add("without body", () -> new Notification(Level.INFO, "t", null));
        add("with a blank title", () -> new Notification(Level.INFO, " ", none));
        add("with a title of 201", () -> new Notification(Level.INFO, "t".repeat(201), none));
        add("with a body of 4 KB", () -> new Notification(Level.INFO, "t", Optional.of("b".repeat(4096))));
        add("with NUL", () -> new Notification(Level.INFO, "t\u0000", none));
        add("with half a character", () -> new Notification(Level.INFO, "t", Optional.of("\uD800")));
    }

    private void ui(boolean action) {
        if (action) {
            for (String id : List.of("", "1", "a b", "a".repeat(300))) {
                add("named \"" + id + "\"", () -> new UiAction(id, in -> 1));
            }
            add("without id", () -> new UiAction(null, in -> 1));
            add("without handler", () -> new UiAction("a", null));
        } else {
            add("without descriptor", () -> new UiSurface(null));
            add("of 1 MB", () -> new UiSurface(JsonObject.of("id", "a".repeat(MEGABYTE))));
            add("deep", () -> new UiSurface(JsonObject.of("id", "a", "content", deep(100))));
        }
    }

    private void usage() {
        Instant now = Instant.EPOCH;
        add("without operation", () -> new LlmUsage(null, now, "k", "p", "m", 1, 1));
        add("without time", () -> new LlmUsage("o", null, "k", "p", "m", 1, 1));
        add("of a blank key", () -> new LlmUsage("o", now, " ", "p", "m", 1, 1));
        add("of fewer than none", () -> new LlmUsage("o", now, "k", "p", "m", -1, 1));
        add("of a service", () -> new ServiceUsage("o", now, "s", "s", 1, 1, OptionalDouble.of(1)));
        add("of endless credits", () -> new ServiceUsage("o", now, "s", "s", 1, 1, OptionalDouble.of(Double.NaN)));
    }
}
