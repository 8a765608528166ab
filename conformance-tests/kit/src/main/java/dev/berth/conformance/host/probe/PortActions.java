/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.host.probe;

import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.port.Actor;
import dev.berth.sdk.port.JobOptions;
import dev.berth.sdk.port.JobsPort.JobHandler;
import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.port.NangoPort.ConnectRequest;
import dev.berth.sdk.port.NangoPort.ConnectionScope;
import dev.berth.sdk.port.Notification;
import dev.berth.sdk.port.ObjectType;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.UiAction;
import dev.berth.sdk.port.UiPort.UiSurface;
import dev.berth.sdk.port.UsageEvent;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The one table of what can be done with ports: every method of every port that the SDK has. */
public final class PortActions {
    /** What a method returned or threw: {@code ok}, the code of a problem, or the name of another exception. */
    public interface Sink {
        /** Takes the answer of one method. */
        void take(PortName port, String method, String answer);
    }

    /** A method of a port. */
    public record Action(PortName port, Method method) {
        /** Returns the method as people write it, {@code get(String,Class)}. */
        public String text() {
            return method.getName()
                    + Arrays.stream(method.getParameterTypes())
                            .map(Class::getSimpleName)
                            .collect(Collectors.joining(",", "(", ")"));
        }
    }

    private static final Map<Class<?>, Object> PLAUSIBLE = Map.ofEntries(
            Map.entry(String.class, "a-name"),
            Map.entry(Class.class, String.class),
            Map.entry(Object.class, "value"),
            Map.entry(JsonValue.class, JsonObject.of()),
            Map.entry(List.class, List.of()),
            Map.entry(Map.class, Map.of("k", "v")),
            Map.entry(McpTool.class, McpTool.of("probe_action", "d", JsonObject.of("type", "object"), input -> "ok")),
            Map.entry(ObjectType.class, new ObjectType("t", Optional.empty(), JsonObject.of())),
            Map.entry(JobOptions.class, JobOptions.DEFAULT),
            Map.entry(JobHandler.class, (JobHandler) payload -> {}),
            Map.entry(ConnectRequest.class, new ConnectRequest("k", ConnectionScope.app())),
            Map.entry(ConnectionScope.class, ConnectionScope.app()),
            Map.entry(Notification.class, new Notification(Notification.Level.INFO, "t", Optional.empty())),
            Map.entry(UiSurface.class, new UiSurface(JsonObject.of())),
            Map.entry(UiAction.class, new UiAction("a", input -> "ok")),
            Map.entry(UsageEvent.class, new UsageEvent.LlmUsage("o", Instant.EPOCH, "k", "p", "m", 1, 1)),
            Map.entry(Actor.class, new Actor(Optional.empty(), Optional.empty(), Set.of())));

    private PortActions() {}

    /** Returns the table, port by port. */
    public static List<Action> all() {
        List<Action> all = new ArrayList<>();
        for (PortName port : PortName.values()) {
            Arrays.stream(accessor(port).getReturnType().getMethods())
                    .filter(method -> !Modifier.isStatic(method.getModifiers()))
                    .map(method -> new Action(port, method))
                    .sorted(Comparator.comparing(Action::text))
                    .forEach(all::add);
        }
        return List.copyOf(all);
    }

    private static Method accessor(PortName port) {
        try {
            return ExtensionContext.class.getMethod(port.toString());
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("The context has no accessor for " + port, e);
        }
    }

    /** Does all of it. */
    public static void each(ExtensionContext ctx, Sink sink) {
        for (Action action : all()) {
            sink.take(action.port(), action.text(), answer(ctx, action));
        }
    }

    private static String answer(ExtensionContext ctx, Action action) {
        Object[] arguments = Arrays.stream(action.method().getParameterTypes())
                .map(type -> Objects.requireNonNull(PLAUSIBLE.get(type), () -> "an argument for " + action.text()))
                .toArray();
        try {
            action.method().invoke(accessor(action.port()).invoke(ctx), arguments);
            return "ok";
        } catch (InvocationTargetException e) {
            return e.getCause() instanceof ProblemException refused
                    ? refused.problem().code().toString()
                    : String.valueOf(e.getCause()).split("[:\n]", 2)[0];
        } catch (IllegalAccessException e) {
            return e.toString();
        }
    }
}
