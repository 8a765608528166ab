/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonNumber;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonString;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An extension in the framework looks through all that the host gives it. */
final class HandedOverIT {
    private static final String WALK = """
            package acme.walk;

            import dev.berth.sdk.*;
            import dev.berth.sdk.port.*;
            import java.lang.reflect.*;
            import java.util.*;

            public final class Walk {
                private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
                private final Deque<Object> open = new ArrayDeque<>();
                private final Set<String> host = new TreeSet<>();
                private int closed;
                private int made;
                private String from = "the context";

                public static Map<String, Object> of(ExtensionContext ctx, String hosts) throws Exception {
                    Walk walk = new Walk();
                    walk.meet(ctx);
                    for (Method port : ExtensionContext.class.getMethods()) {
                        if (port.getParameterCount() == 0) {
                            walk.meet(port.invoke(ctx));
                        }
                    }
                    McpTool tool = new McpTool("acme_more", Optional.empty(), Optional.empty(), input -> "more");
                    walk.meet(ctx.mcp().registerTool(tool));
                    ctx.capabilities().registerProvider("greet", (Runnable) () -> {});
                    walk.meet(ctx.capabilities().resolveProviders("greet"));
                    walk.meet(ctx.capabilities().resolveProviders("greet", Runnable.class));
                    walk.meet(refusal(() -> ctx.settings().get(null)));
                    while (!walk.open.isEmpty() && walk.seen.size() < 5000) {
                        walk.visit(walk.open.pop());
                    }
                    String loaded = "nothing";
                    try {
                        loaded = ctx.settings().getClass().getClassLoader().loadClass(hosts).getName();
                    } catch (ClassNotFoundException e) {
                        // As it has to be.
                    }
                    return Map.of("host", List.copyOf(walk.host), "met", walk.seen.size(), "closed", walk.closed,
                            "loaded", loaded, "made", walk.made);
                }

                private static Throwable refusal(Runnable call) {
                    try {
                        call.run();
                        return null;
                    } catch (RuntimeException e) {
                        return e;
                    }
                }

                private void meet(Object found) {
                    if (found != null && !(found instanceof String) && seen.add(found)) {
                        open.push(found);
                        String name = found.getClass().getName();
                        made += name.startsWith("berth.boundary.") ? 1 : 0;
                        boolean hosts = name.matches("[^a-z]*(dev[.]berth|org[.]osgi|org[.]apache[.]felix)[.].*");
                        if (hosts && !name.startsWith("dev.berth.sdk.") && !name.startsWith("[Ldev.berth.sdk.")) {
                            host.add(from + " leads to " + name);
                        }
                    }
                }

                private void visit(Object found) {
                    from = found.getClass().getName();
                    if (Proxy.isProxyClass(found.getClass())) {
                        meet(Proxy.getInvocationHandler(found));
                    }
                    if (found instanceof Iterable<?> elements) {
                        elements.forEach(this::meet);
                    } else if (found instanceof Map<?, ?> members) {
                        members.values().forEach(this::meet);
                    } else if (found instanceof Optional<?> one) {
                        one.ifPresent(this::meet);
                    } else if (found instanceof Object[] elements) {
                        Arrays.asList(elements).forEach(this::meet);
                    }
                    for (Class<?> type = found.getClass(); type != null; type = type.getSuperclass()) {
                        for (Field field : type.getDeclaredFields()) {
                            if (field.getType().isPrimitive()) {
                                continue;
                            }
                            try {
                                field.setAccessible(true);
                                meet(field.get(Modifier.isStatic(field.getModifiers()) ? null : found));
                            } catch (InaccessibleObjectException e) {
                                closed++;
                            } catch (IllegalAccessException e) {
                                throw new IllegalStateException(e);
                            }
                        }
                    }
                }
            }
            """;

    @TempDir
    Path home;

    @TempDir
    Path work;

    @Test
    @DisplayName(
            "L3: an extension that looks through its context, ports and what they return finds no object of the host")
    void nothingOfTheHost() {
        String entry = "acme.walk.Entry";
        Path file = ExtensionPackage.connector("@acme/walk-connector", "1.0.0")
                .ports("mcp", "settings", "capabilities")
                .block("permissions", "[\"reflect:deep\"]")
                .entry(
                        entry,
                        EntrySource.of(entry)
                                .tool("acme_walk", "Walk.of(ctx, input.string(\"class\").orElseThrow())")
                                .text())
                .source("acme.walk.Walk", WALK)
                .writeTo(work);
        try (TestHost host = TestHost.start(home)) {
            host.install(file);
            JsonObject found = host.call("acme_walk", "class", "dev.berth.host.HostRuntime");
            assertThat(found.get("host")).contains(new JsonArray(List.of()));
            assertThat(found.get("loaded")).contains(new JsonString("nothing"));
            assertThat(number(found, "made"))
                    .as("the context, its ports, a call, a registration, a provider, the handler of its proxy")
                    .isEqualTo(PortName.values().length + 5);
            assertThat(number(found, "met")).as("the walk came to its end").isLessThan(5000);
            assertThat(number(found, "closed"))
                    .as("fields of the JDK's own classes")
                    .isPositive();
        }
    }

    private static int number(JsonObject found, String name) {
        return ((JsonNumber) found.get(name).orElseThrow()).value().intValue();
    }
}
