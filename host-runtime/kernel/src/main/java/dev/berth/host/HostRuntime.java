/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host;

import dev.berth.host.audit.AuditEntry;
import dev.berth.host.audit.By;
import dev.berth.host.lifecycle.Command;
import dev.berth.host.live.Caller;
import dev.berth.host.resolve.Plan;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * A plugin host inside a Java program. Safe for several threads. Everything that is refused is a
 * {@link dev.berth.sdk.problem.ProblemException}, and then nothing was written.
 */
public final class HostRuntime implements AutoCloseable {

    /** Starts a description of a host. */
    public static Builder builder() {
        throw new UnsupportedOperationException();
    }

    /** Boots: opens the store, recovers, loads and activates what is installed (LIFE-50 to LIFE-63). */
    public HostRuntime start() {
        throw new UnsupportedOperationException();
    }

    /** Returns the host as it runs. */
    public HostStatus status() {
        throw new UnsupportedOperationException();
    }

    /** Returns the configuration. */
    public HostConfig config() {
        throw new UnsupportedOperationException();
    }

    /** Returns what is installed, by id. */
    public List<ExtensionView> extensions() {
        throw new UnsupportedOperationException();
    }

    /** Returns one extension, whole; an unknown id is {@code extension-not-found} with near misses. */
    public ExtensionDetail extension(ExtensionId id) {
        throw new UnsupportedOperationException();
    }

    /** Explains why an extension is or is not active. */
    public Why why(ExtensionId id) {
        throw new UnsupportedOperationException();
    }

    /** Returns the decisions about ports, by extension. */
    public List<GrantView> grants() {
        throw new UnsupportedOperationException();
    }

    /** Plans a command and changes nothing. */
    public Plan plan(Command command) {
        throw new UnsupportedOperationException();
    }

    /**
     * Carries a command out.
     *
     * @param digest of the plan that was shown; another plan now is {@code plan-stale}. Empty: whatever the plan is now
     * @param by who asks, for the audit
     */
    public Report apply(Command command, Optional<String> digest, By by) {
        throw new UnsupportedOperationException();
    }

    /** Returns the tools that this caller can call now, by name. */
    public List<ToolView> tools(Caller caller) {
        throw new UnsupportedOperationException();
    }

    /**
     * Calls a tool.
     *
     * @param input checked against the tool's schema by the caller of this method
     * @return always an object (PORT-85)
     */
    public JsonValue callTool(String name, JsonObject input, Caller caller) {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns the best provider of a capability as a contract that this program shares with its extensions. The proxy follows
     * hot updates; without a provider its methods answer {@code capability-gone}.
     */
    public <T> T capability(String capability, Class<T> contract) {
        throw new UnsupportedOperationException();
    }

    /** Calls the listener with the new generation after each change of the live set, until it is closed. */
    public Subscription onChange(LongConsumer listener) {
        throw new UnsupportedOperationException();
    }

    /** Returns up to {@code limit} audit entries after a sequence number. */
    public List<AuditEntry> audit(long after, int limit) {
        throw new UnsupportedOperationException();
    }

    /** Returns the first audit entry whose hash does not follow from those before (LIFE-145). */
    public Optional<AuditEntry> firstBrokenAudit() {
        throw new UnsupportedOperationException();
    }

    /** Stops: destroys what is active, in reverse order, and closes the stores. A second call does nothing. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }

    /** A listener that is called until this is closed. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /** Describes a host before it starts. */
    public static final class Builder {
        /** Builds it, with the parts that {@link HostAssembly} finds on the class path. */
        public HostRuntime build() {
            throw new UnsupportedOperationException();
        }
    }
}
