/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.mcp;

import dev.berth.host.ToolView;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells clients that the list of tools has changed, if it has as they see it, on a thread of its own; many changes may be one. */
final class ChangeAnnouncer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeAnnouncer.class);

    private final Supplier<List<ToolView>> tools;
    private final Runnable announce;
    private final AtomicBoolean due = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("mcp-list-changed").factory());
    private List<ToolView> told;

    ChangeAnnouncer(Supplier<List<ToolView>> tools, Runnable announce) {
        this.tools = tools;
        this.announce = announce;
        this.told = seen();
    }

    /** Hears of a change and returns at once. */
    void changed() {
        if (due.compareAndSet(false, true)) {
            try {
                thread.execute(this::compare);
            } catch (RejectedExecutionException e) {
                LOG.debug("No one is left to tell");
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void compare() {
        due.set(false);
        try {
            List<ToolView> now = seen();
            if (!now.equals(told)) {
                told = now;
                announce.run();
            }
        } catch (RuntimeException e) {
            LOG.warn("Could not tell MCP clients about new tools: {}", e.toString());
        }
    }

    /** The list without what clients do not see, the version of the owner. */
    private List<ToolView> seen() {
        return tools.get().stream()
                .map(tool -> new ToolView(tool.name(), tool.description(), tool.inputSchema(), tool.owner(), ""))
                .toList();
    }
}
