/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.host.probe;

import dev.berth.conformance.actions.PortActions;
import dev.berth.conformance.actions.PortDriver;
import dev.berth.sdk.Extension;
import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Does in its hooks what its file {@code probe.properties} says, and appends a line to the trace for each thing that happened. */
public final class Probe implements Extension {
    private final Properties script = new Properties();
    private final PortDriver driver = new PortDriver(this::trace);
    private @Nullable Thread worker;
    private @Nullable Writer trace;

    /** Reads what to do. */
    public Probe() {
        try (InputStream file = Objects.requireNonNull(Probe.class.getResourceAsStream("/probe.properties"))) {
            script.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void register(ExtensionContext ctx) {
        enter("register");
        if (isAsked("tool")) {
            String version = script.getProperty("version");
            ctx.mcp()
                    .registerTool(new McpTool(
                            script.getProperty("tool"),
                            Optional.empty(),
                            Optional.empty(),
                            input -> JsonObject.of("version", version)));
        }
        if (isAsked("capability")) {
            ctx.capabilities().registerProvider(script.getProperty("capability"), (Runnable) () -> {});
        }
        if (isAsked("worker")) {
            start();
        }
        if (isAsked("rows")) {
            driver.register(ctx);
        }
    }

    @Override
    public void bootstrap(ExtensionContext ctx) {
        enter("bootstrap");
        if (isAsked("ports")) {
            PortActions.all(ctx.extensionId())
                    .forEach(row -> trace("port " + row.port() + " " + row.text() + " " + row.answer(ctx)));
        }
        if (isAsked("rows")) {
            driver.bootstrap(ctx);
        }
    }

    @Override
    public void destroy(ExtensionContext ctx) {
        enter("destroy");
        if (isAsked("rows")) {
            driver.destroy(ctx);
        }
        Thread running = worker;
        if (running != null) {
            running.interrupt();
        }
    }

    private boolean isAsked(String key) {
        return script.containsKey(key);
    }

    private void enter(String hook) {
        trace(hook + " " + script.getProperty("version"));
        if (hook.equals(script.getProperty("throws"))) {
            throw new IllegalStateException("The probe was asked to throw");
        } else if (hook.equals(script.getProperty("hangs"))) {
            hang();
        }
    }

    private void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            trace("interrupted");
            throw new IllegalStateException("The probe was interrupted", e);
        }
    }

    private void start() {
        Thread thread = new Thread(
                () -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        trace("worker ended");
                    }
                },
                "probe worker");
        thread.setDaemon(true);
        worker = thread;
        thread.start();
    }

    /** All probes of a host append to one file; a line is written in one piece. */
    private synchronized void trace(String event) {
        try {
            if (trace == null) {
                // Kept open: what is left behind after the end still tells, and may open no files by then.
                trace = Files.newBufferedWriter(
                        Path.of(script.getProperty("trace")), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
            trace.write(script.getProperty("id") + " " + event + "\n");
            trace.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
