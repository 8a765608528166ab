/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.probe.child;

import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.port.ObjectType;
import dev.berth.sdk.port.Registration;
import dev.berth.sdk.port.UiAction;
import dev.berth.sdk.port.UiPort.UiSurface;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** What is registered, as texts: a registration that outlives its extension must not hold it. */
final class Recorder {
    /**
     * A registration.
     *
     * @param label the slot that it takes, {@code tool "crm_find"}
     * @param content all that a host sees of it
     */
    record Entry(String label, String content) {}

    private final List<Entry> live = new ArrayList<>();
    private final Leftovers leftovers;

    Recorder(Leftovers leftovers) {
        this.leftovers = leftovers;
    }

    synchronized Registration add(Entry entry) {
        live.add(entry);
        AtomicBoolean open = new AtomicBoolean(true);
        Registration handed = () -> {
            if (open.getAndSet(false)) {
                remove(entry);
            }
        };
        leftovers.watch(handed, "the registration of " + entry.label());
        return handed;
    }

    private synchronized void remove(Entry entry) {
        live.remove(entry);
    }

    synchronized List<Entry> entries() {
        return live.stream()
                .sorted(Comparator.comparing(Entry::label).thenComparing(Entry::content))
                .toList();
    }

    /** Describes what a method that registers was handed. */
    static Entry entry(String method, Object[] arguments) {
        return switch (arguments[0]) {
            case McpTool tool -> new Entry(quoted("tool", tool.name()), tool.description() + " " + tool.inputSchema());
            case ObjectType type -> new Entry(quoted("object type", type.typeId()), type.ioSpec() + " " + type.extra());
            case UiAction action -> new Entry(quoted("action", action.id()), "");
            case UiSurface surface ->
                new Entry(
                        method.equals("registerSetupSurface") ? "setup surface" : "settings surface",
                        surface.descriptor().toString());
            default ->
                new Entry(quoted(method.equals("registerProvider") ? "provider of" : "worker", arguments[0]), "");
        };
    }

    private static String quoted(String what, Object name) {
        return what + " \"" + name + "\"";
    }
}
