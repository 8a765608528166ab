/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit;

import dev.berth.sdk.port.JobsPort.JobHandler;
import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.port.Notification;
import dev.berth.sdk.port.ObjectType;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.UiAction;
import dev.berth.sdk.port.UiPort.UiSurface;
import dev.berth.sdk.port.UsageEvent;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.testkit.memory.Channel;
import dev.berth.sdk.testkit.memory.MemoryHost;
import dev.berth.sdk.testkit.memory.RecordedJob;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What an extension has done until now, in order (PORT-128). What was replaced or withdrawn, and what a refused hook did, is not in
 * it. Each method looks anew and returns an unmodifiable copy.
 */
public final class Recorder {
    private final MemoryHost host;
    private final String subject;

    Recorder(MemoryHost host, String subject) {
        this.host = host;
        this.subject = subject;
    }

    private <T> Map<String, T> in(Channel channel, Class<T> type) {
        Map<String, T> found = new LinkedHashMap<>();
        Map<String, Object> all = host.recorded().contributed().getOrDefault(channel, Map.of());
        all.forEach((slot, value) -> found.put(slot, type.cast(value)));
        return Collections.unmodifiableMap(found);
    }

    /** Returns the tools, by their names at registration. */
    public Map<String, McpTool> tools() {
        return in(Channel.TOOL, McpTool.class);
    }

    /** Returns the types of objects, by id. */
    public Map<String, ObjectType> types() {
        return in(Channel.OBJECT_TYPE, ObjectType.class);
    }

    /** Returns the actions, by id. */
    public Map<String, UiAction> actions() {
        return in(Channel.ACTION, UiAction.class);
    }

    /** Returns the surfaces shown while it is set up, by slot (PORT-100). */
    public Map<String, UiSurface> setupSurfaces() {
        return in(Channel.SETUP_SURFACE, UiSurface.class);
    }

    /** Returns the surfaces shown among its settings, by slot. */
    public Map<String, UiSurface> settingsSurfaces() {
        return in(Channel.SETTINGS_SURFACE, UiSurface.class);
    }

    /** Returns the workers, by the name of their jobs. */
    public Map<String, JobHandler> workers() {
        return in(Channel.WORKER, JobHandler.class);
    }

    /** Returns the providers, by capability. */
    public Map<String, Object> providers() {
        return in(Channel.PROVIDER, Object.class);
    }

    /** Returns the jobs, as they stand. */
    public List<RecordedJob> jobs() {
        return host.recorded().jobs();
    }

    /** Returns what was emitted to people. */
    public List<Notification> notifications() {
        return host.recorded().notifications();
    }

    /** Returns the events of usage that count; each key counts once (PORT-108). */
    public List<UsageEvent> usage() {
        return host.recorded().usage();
    }

    /** Returns how many events of usage were dropped because they are none (PORT-107). */
    public int droppedUsage() {
        return host.recorded().dropped();
    }

    /** Returns the lines of the log: the level, the message, and the fields as a host shows them (PORT-104). */
    public List<String> log() {
        return host.recorded().log();
    }

    /** Returns what a host would tell its operator, such as {@code capability-undeclared}. */
    public List<Problem> warnings() {
        return host.recorded().warnings();
    }

    /** Returns what a test may have overlooked (PORT-130). */
    public List<Diagnostic> diagnostics() {
        List<Diagnostic> all = new ArrayList<>();
        host.unmet().forEach(capability -> all.add(new Diagnostic(Diagnostic.Kind.NO_PROVIDER, capability)));
        host.unused().stream()
                .filter(port -> port.tier() != PortName.Tier.RESERVED)
                .forEach(port -> all.add(new Diagnostic(Diagnostic.Kind.NEVER_USED, port.toString())));
        host.refused().forEach(port -> all.add(new Diagnostic(Diagnostic.Kind.NOT_GRANTED, port.toString())));
        return List.copyOf(all);
    }

    /** Returns names, counts and ids, a line a kind; never a value (PORT-129). */
    public String summary() {
        Summary summary = new Summary(subject);
        host.recorded().contributed().forEach((channel, slots) -> summary.line(channel.toString(), slots.keySet()));
        summary.line("jobs", names(jobs(), job -> job.id() + " " + job.name()));
        summary.line(
                "notifications", names(notifications(), sent -> sent.level().toString()));
        summary.line("usage", names(usage(), UsageEvent::operation));
        return summary.toString();
    }

    private static <T> List<String> names(List<T> all, Function<T, String> name) {
        return all.stream().map(name).toList();
    }

    /**
     * Something that a test may have overlooked.
     *
     * @param name the port, or the capability
     */
    public record Diagnostic(Kind kind, String name) {
        /** What may have been overlooked. */
        public enum Kind {
            /** A capability was looked up and has no provider; seed one. */
            NO_PROVIDER("looked up, and nobody provides it"),
            /** A port is granted and was never used; the manifest may request too much. */
            NEVER_USED("granted, and never used"),
            /** A port was used without a grant. */
            NOT_GRANTED("used, and not granted");

            private final String text;

            Kind(String text) {
                this.text = text;
            }
        }

        @Override
        public String toString() {
            return name + " was " + kind.text;
        }
    }
}
