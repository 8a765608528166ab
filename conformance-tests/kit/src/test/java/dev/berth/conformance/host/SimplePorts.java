/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.host;

import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.PortNotGrantedException;
import dev.berth.sdk.problem.PortReservedException;
import dev.berth.sdk.problem.PortUnavailableException;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** The ports of {@link SimpleHost}: two with something behind them, all with a grant before them. */
record SimplePorts(ExtensionId id, Predicate<PortName> granted, Map<String, Tool> tools, Set<String> capabilities) {
    /** A registered tool. */
    interface Tool {
        JsonValue call(JsonObject input);
    }

    ExtensionContext context() {
        return proxy(ExtensionContext.class, (method, arguments) -> {
            if (method.getName().equals("extensionId")) {
                return id;
            }
            PortName port = PortName.find(method.getName()).orElseThrow();
            return proxy(method.getReturnType(), (action, values) -> answer(port, action, values));
        });
    }

    private Object answer(PortName port, Method action, Object[] values) {
        Problem refused = Problem.of(ProblemCode.PORT_NOT_GRANTED, id.value(), id + " has no grant for " + port + ".");
        if (port.isPrivileged() && !granted.test(port)) {
            throw new PortNotGrantedException(refused);
        } else if (port == PortName.DB) {
            throw new PortReservedException(Problem.of(ProblemCode.PORT_RESERVED, id.value(), "It is reserved."));
        } else if (action.getName().equals("registerTool")) {
            McpTool tool = (McpTool) values[0];
            tools.put(tool.name(), input -> result(tool, input));
        } else if (action.getName().equals("registerProvider")) {
            capabilities.add((String) values[0]);
        } else if (port.isPrivileged() && port != PortName.SETTINGS) {
            throw new PortUnavailableException(
                    Problem.of(ProblemCode.PORT_UNAVAILABLE, id.value(), "There is nothing behind it."));
        }
        return action.getReturnType() == boolean.class ? false : null;
    }

    private static JsonValue result(McpTool tool, JsonObject input) {
        try {
            return JsonValue.of(tool.handler().call(input));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a method answers. */
    private interface Answer {
        Object to(Method method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answer.to(method, Objects.requireNonNullElse(arguments, new Object[0]))));
    }
}
