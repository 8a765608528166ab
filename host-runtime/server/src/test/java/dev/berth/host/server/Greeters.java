/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import dev.berth.sdk.Extension;
import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.port.ActionFailedException;
import dev.berth.sdk.port.JobOptions;
import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.port.Notification;
import dev.berth.sdk.port.ObjectType;
import dev.berth.sdk.port.UiAction;
import dev.berth.sdk.port.UiPort.UiSurface;
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

    /** A tool that queues what it is given, and no worker for it. */
    public static final class Queueing implements Extension {
        @Override
        public void register(ExtensionContext ctx) {
            ctx.mcp()
                    .registerTool(new McpTool(
                            "queue",
                            Optional.empty(),
                            Optional.empty(),
                            input -> ctx.jobs()
                                    .enqueue("sync", input, JobOptions.DEFAULT)
                                    .id()));
        }
    }

    /** A tool that notifies whoever calls it. */
    public static final class Notifying implements Extension {
        @Override
        public void register(ExtensionContext ctx) {
            ctx.mcp().registerTool(new McpTool("notify", Optional.empty(), Optional.empty(), input -> {
                ctx.notifications()
                        .emit(new Notification(
                                Notification.Level.INFO, input.string("title").orElse("none"), Optional.empty()));
                return null;
            }));
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

    /** Surfaces and actions, and an object a version of the note. */
    public static final class Shown implements Extension {
        static final String NOTE = ID + ":note";

        @Override
        public void register(ExtensionContext ctx) {
            ctx.ui().registerSetupSurface(new UiSurface(JsonObject.of("id", "main", "route", "/api/evil")));
            ctx.ui().registerSettingsSurface(new UiSurface(JsonObject.of("title", "/evil")));
            ctx.objects().registerType(new ObjectType(NOTE, Optional.empty(), JsonObject.of()));
            ctx.ui().registerAction(new UiAction("list", input -> List.of(1, 2)));
            ctx.ui()
                    .registerAction(new UiAction(
                            "who",
                            input -> ctx.captureCall()
                                    .actor()
                                    .orElseThrow()
                                    .userId()
                                    .orElseThrow()));
            ctx.ui().registerAction(new UiAction("note", input -> ctx.objects().write(NOTE, input)));
            ctx.ui().registerAction(new UiAction("refuse", input -> {
                throw new ActionFailedException("The mailbox needs a password; found none. Nothing was sent.");
            }));
            ctx.ui().registerAction(new UiAction("break", input -> {
                throw new IllegalStateException("secret 123");
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
