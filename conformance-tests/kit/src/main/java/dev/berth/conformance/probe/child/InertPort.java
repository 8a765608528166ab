/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.probe.child;

import dev.berth.conformance.probe.child.Event.Kind;
import dev.berth.sdk.port.JobsPort.JobRef;
import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.port.NangoPort;
import dev.berth.sdk.port.ObjectsPort.ObjectRef;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.Registration;
import dev.berth.sdk.port.RuntimePort.RuntimeMode;
import dev.berth.sdk.problem.PortInputException;
import dev.berth.sdk.problem.PortNotGrantedException;
import dev.berth.sdk.problem.PortReservedException;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Any port, inert (PORT-131): reads are empty, writes do nothing, registrations are written down. Behind a proxy, so that no
 * method of the SDK can be forgotten: the type that it returns says the answer.
 */
record InertPort(PortName port, boolean withheld, String owner, Recorder recorder, Teller teller)
        implements InvocationHandler {
    private static final Pattern TOOL = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final String NAME = "probe";

    private static final Map<Class<?>, Supplier<Object>> ANSWERS = Map.ofEntries(
            Map.entry(boolean.class, () -> false),
            Map.entry(String.class, () -> "probe-org"),
            Map.entry(Optional.class, Optional::empty),
            Map.entry(List.class, List::of),
            Map.entry(Map.class, Map::of),
            Map.entry(JsonValue.class, JsonObject::of),
            Map.entry(RuntimeMode.class, () -> RuntimeMode.DEVELOPMENT),
            Map.entry(JobRef.class, () -> new JobRef(NAME)),
            Map.entry(ObjectRef.class, () -> new ObjectRef(NAME, NAME, 1)),
            Map.entry(NangoPort.ConnectionStatus.class, () -> NangoPort.ConnectionStatus.NOT_CONNECTED),
            Map.entry(
                    NangoPort.ConnectSession.class,
                    () -> new NangoPort.ConnectSession(NAME, URI.create("http://127.0.0.1/"), Instant.EPOCH)));

    @SuppressWarnings("ReferenceEquality") // equality of a handle is identity (PORT-15)
    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
        Object[] given = arguments == null ? new Object[0] : arguments;
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> proxy == given[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "port " + port;
            };
        }
        String call = method.getDeclaringClass().getSimpleName() + "." + method.getName() + "()";
        teller.tell(Kind.PORT, port.toString(), Caller.name() + " " + call);
        if (withheld) {
            throw new PortNotGrantedException(problem(ProblemCode.PORT_NOT_GRANTED, call, "it holds no grant for it"));
        }
        if (port.tier() == PortName.Tier.RESERVED) {
            throw new PortReservedException(problem(ProblemCode.PORT_RESERVED, call, "it is reserved"));
        }
        if (Arrays.stream(given).anyMatch(Objects::isNull)) {
            throw input(call, "arguments that are not null");
        }
        if (method.getReturnType() == Registration.class) {
            if (given[0] instanceof McpTool tool
                    && !TOOL.matcher(String.valueOf(tool.name())).matches()) {
                throw input(call, "a name of 1 to 64 characters of A-Z a-z 0-9 _ . -");
            }
            return recorder.add(Recorder.entry(method.getName(), given));
        }
        return method.getReturnType() == void.class
                ? null
                : Objects.requireNonNull(ANSWERS.get(method.getReturnType()), method::toString)
                        .get();
    }

    private PortInputException input(String call, String needed) {
        return new PortInputException(
                problem(ProblemCode.PORT_INPUT_INVALID, call, "it needs " + needed + "; found others"));
    }

    private Problem problem(ProblemCode code, String call, String why) {
        return Problem.of(code, owner, owner + " called " + call + ", but " + why + ". The call did nothing.")
                .fact("port", port.toString());
    }
}
