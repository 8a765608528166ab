/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.actions;

import dev.berth.sdk.Extension;
import dev.berth.sdk.ExtensionContext;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Does all of the table in each state that a revision passes through, and tells each answer on one line: the state, the port, the row,
 * the answer. The last line is {@link #END}. An extension under a host, and the same under the testkit (PORT-S37).
 */
public final class PortDriver implements Extension {
    /** How lines with an answer start. */
    public static final String ROW = "row ";

    /** All is told. */
    public static final String END = "end";

    private final Consumer<String> sink;

    /** Tells answers to a sink. */
    public PortDriver(Consumer<String> sink) {
        this.sink = sink;
    }

    @Override
    public void register(ExtensionContext ctx) {
        tell("in register", ctx);
    }

    @Override
    public void bootstrap(ExtensionContext ctx) {
        tell("in bootstrap", ctx);
        Thread other = new Thread(() -> tell("in no call", ctx), "port driver");
        other.start();
        try {
            other.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("The driver was interrupted", e);
        }
    }

    /** Handles are taken back after this has returned; a thread that outlives it sees them so (PORT-19). */
    @Override
    public void destroy(ExtensionContext ctx) {
        Thread late = new Thread(
                () -> {
                    while (!ctx.settings().toString().contains("stopped")) {
                        LockSupport.parkNanos(1_000_000);
                    }
                    tell("after destroy", ctx);
                    sink.accept(END);
                },
                "late port driver");
        late.setDaemon(true);
        late.start();
    }

    private void tell(String state, ExtensionContext ctx) {
        List<PortAction> rows = Stream.concat(
                        PortActions.all(ctx.extensionId()).stream(), PortActions.bad(ctx.extensionId()).stream())
                .toList();
        for (PortAction row : rows) {
            sink.accept(ROW + state + ": " + row.port() + " " + row.text() + ": " + row.answer(ctx));
        }
    }
}
