/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.actions;

import dev.berth.sdk.port.JobOptions;
import dev.berth.sdk.port.JobsPort.JobHandler;
import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.port.NangoPort.ConnectRequest;
import dev.berth.sdk.port.NangoPort.ConnectionScope;
import dev.berth.sdk.port.Notification;
import dev.berth.sdk.port.ObjectType;
import dev.berth.sdk.port.UiAction;
import dev.berth.sdk.port.UiPort.UiSurface;
import dev.berth.sdk.port.UsageEvent;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.lang.reflect.Parameter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** An argument that fits, by the type of the parameter. A type that is missing here fails whoever runs the table. */
final class GoodArguments {
    private static final Map<Class<?>, Function<ExtensionId, Object>> BY_TYPE = Map.ofEntries(
            Map.entry(String.class, self -> "a-name"),
            Map.entry(Class.class, self -> JsonValue.class),
            Map.entry(Object.class, self -> "value"),
            Map.entry(JsonValue.class, self -> JsonObject.of()),
            Map.entry(List.class, self -> List.of()),
            Map.entry(Map.class, self -> Map.of("password", "p")),
            Map.entry(
                    McpTool.class,
                    self -> McpTool.of("probe_action", "d", JsonObject.of("type", "object"), in -> "ok")),
            Map.entry(ObjectType.class, self -> new ObjectType(typeId(self), Optional.empty(), JsonObject.of())),
            Map.entry(JobOptions.class, self -> JobOptions.DEFAULT),
            Map.entry(JobHandler.class, self -> (JobHandler) payload -> {}),
            Map.entry(ConnectRequest.class, self -> new ConnectRequest("k", ConnectionScope.app())),
            Map.entry(ConnectionScope.class, self -> ConnectionScope.app()),
            Map.entry(Notification.class, self -> new Notification(Notification.Level.INFO, "t", Optional.empty())),
            Map.entry(UiSurface.class, self -> new UiSurface(JsonObject.of("title", "t"))),
            Map.entry(UiAction.class, self -> new UiAction("a", in -> "ok")),
            Map.entry(UsageEvent.class, self -> new UsageEvent.LlmUsage("o", Instant.EPOCH, "k", "p", "m", 1, 1)));

    private GoodArguments() {}

    static Object of(Parameter parameter, ExtensionId self) {
        if (parameter.getName().equals("typeId")) {
            return typeId(self);
        } else if (parameter.getName().equals("impl")) {
            return (Runnable) () -> {};
        }
        return Objects.requireNonNull(BY_TYPE.get(parameter.getType()), () -> "an argument for " + parameter)
                .apply(self);
    }

    static String typeId(ExtensionId owner) {
        return owner + ":thing";
    }
}
