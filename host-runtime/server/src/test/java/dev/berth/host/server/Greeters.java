/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import dev.berth.sdk.Extension;
import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Extensions for tests. */
public final class Greeters {
    static final String ID = "@acme/greeter-connector";

    /** Lets {@link Slow} go on. */
    static volatile CountDownLatch release = new CountDownLatch(0);

    /** Tells that {@link Slow} waits. */
    static final CountDownLatch entered = new CountDownLatch(1);

    private static final JsonObject WHO = JsonObject.of(
            "type", "object",
            "properties", JsonObject.of("who", JsonObject.of("type", "string")),
            "required", List.of("who"));

    private Greeters() {}

    private static McpTool greet(String version) {
        return McpTool.of(
                "greet",
                "Greets",
                WHO,
                input ->
                        JsonObject.of("greeting", "Hello " + input.string("who").orElseThrow(), "version", version));
    }

    /** One tool. */
    public static final class One implements Extension {
        @Override
        public void register(ExtensionContext ctx) {
            ctx.mcp().registerTool(greet("1"));
        }
    }

    /** The same tool with another answer. */
    public static final class Same implements Extension {
        @Override
        public void register(ExtensionContext ctx) {
            ctx.mcp().registerTool(greet("2"));
        }
    }

    /** The tool and others, of every kind of result. */
    public static final class More implements Extension {
        @Override
        public void register(ExtensionContext ctx) {
            ctx.mcp().registerTool(greet("3"));
            ctx.mcp().registerTool(new McpTool("list", Optional.empty(), Optional.empty(), input -> List.of(1, 2)));
            ctx.mcp().registerTool(new McpTool("echo", Optional.empty(), Optional.empty(), input -> input));
            ctx.mcp().registerTool(new McpTool("broken", Optional.empty(), Optional.empty(), input -> {
                throw new IllegalStateException("out of order");
            }));
        }
    }

    /** A tool that waits. */
    public static final class Slow implements Extension {
        @Override
        public void register(ExtensionContext ctx) {
            ctx.mcp().registerTool(new McpTool("wait", Optional.empty(), Optional.empty(), input -> {
                entered.countDown();
                release.await();
                return "done";
            }));
        }
    }
}
