/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit;

import dev.berth.manifest.port.Ungranted;
import dev.berth.sdk.CallContext;
import dev.berth.sdk.Extension;
import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.port.Actor;
import dev.berth.sdk.port.AuthSessionPort;
import dev.berth.sdk.port.CapabilitiesPort;
import dev.berth.sdk.port.DbPort;
import dev.berth.sdk.port.JobsPort;
import dev.berth.sdk.port.LoggerPort;
import dev.berth.sdk.port.McpPort;
import dev.berth.sdk.port.NangoPort;
import dev.berth.sdk.port.NotificationsPort;
import dev.berth.sdk.port.ObjectsPort;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.RuntimePort;
import dev.berth.sdk.port.SecretsPort;
import dev.berth.sdk.port.SettingsPort;
import dev.berth.sdk.port.TelemetryPort;
import dev.berth.sdk.port.UiPort;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.testkit.memory.MemoryHost;
import dev.berth.sdk.testkit.memory.RecordedJob;
import dev.berth.sdk.testkit.memory.Setup;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.SdkAbi;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * The context of one extension, in memory (PORT-125, PORT-126). Ports obey the real host's rules; nothing leaves the process.
 *
 * <p>The thread that makes it is in a call of the context's actor, as a tool call would be; other threads are in none until they
 * carry one with {@link #captureCall()} (PORT-63). {@link #activate} runs hooks as a host does.
 */
public final class TestHostContext implements ExtensionContext {
    private final Setup setup;
    private final MemoryHost host;
    private final Set<ExtensionId> others;

    TestHostContext(Setup setup, MemoryHost host, Set<ExtensionId> others) {
        this.setup = setup;
        this.host = host;
        this.others = Set.copyOf(others);
    }

    /**
     * Makes a context to which no port is granted.
     *
     * @param id {@code @acme/crm-connector}; any other text is an {@link IllegalArgumentException}
     */
    public static TestHostContext of(String id) {
        return builder(id).build();
    }

    /** Starts a context of an extension that has only an id. */
    public static TestHostBuilder builder(String id) {
        return new TestHostBuilder(ExtensionId.of(id));
    }

    /**
     * Starts a context with what a {@code package.json} says: id, version, what it provides and depends on; every port that it
     * requests is granted.
     *
     * @param packageJson the text of the file
     * @throws IllegalArgumentException if that is no manifest
     */
    public static TestHostBuilder ofManifest(String packageJson) {
        return TestHostBuilder.of(packageJson);
    }

    /**
     * Runs {@code config}, {@code register} and {@code bootstrap} (LIFE-22 to LIFE-28). One that is refused leaves nothing behind.
     *
     * @throws dev.berth.sdk.problem.ProblemException with the code that a host reports, such as {@code hook-failed}; its cause is
     *     what the hook threw
     */
    public void activate(Extension extension) {
        host.activate(extension, this, others);
    }

    /**
     * Runs {@code destroy}, withdraws what is registered, and takes the handles back: from now on they answer
     * {@code extension-stopped} (PORT-19).
     *
     * @return why {@code destroy} failed, if it did
     */
    public Optional<Problem> deactivate() {
        return host.deactivate(this);
    }

    /**
     * Calls a tool as a model does: the input is checked against the schema, the result is an object (PORT-85).
     *
     * @throws dev.berth.sdk.problem.ProblemException if there is no such tool, the input does not fit, or it fails; its cause is what
     *     the handler threw
     */
    public JsonObject call(String tool, JsonObject input) {
        return host.callTool(tool, input);
    }

    /**
     * Runs an action as the console does; the result is an object, as that of a tool.
     *
     * @throws dev.berth.sdk.problem.ProblemException if it fails; its cause is what the handler threw
     */
    public JsonObject act(String action, JsonObject input) {
        return host.act(action, input);
    }

    /**
     * Runs one attempt of each job that is due by the context's clock and has a worker, in order (PORT-94, PORT-95).
     *
     * @return those that ran, as they stand now
     */
    public List<RecordedJob> runJobs() {
        return host.runJobs();
    }

    /** Runs work as a call of another actor, in that actor's organisation. */
    public <T> T as(Actor actor, Callable<T> work) throws Exception {
        return host.call(actor, work);
    }

    /** Grants ports, from the next call on. */
    public void grant(String... ports) {
        host.decide(Ports.named(ports), Optional.empty());
    }

    /** Takes ports back: the next call is refused, and what came through them is withdrawn (PORT-52, PORT-53). */
    public void revoke(String... ports) {
        host.decide(Ports.named(ports), Optional.of(Ungranted.REVOKED));
    }

    /** Returns what the extension has done. */
    public Recorder recorder() {
        return new Recorder(host, setup.id() + " " + setup.version());
    }

    @Override
    public String abiVersion() {
        return SdkAbi.VERSION;
    }

    @Override
    public ExtensionId extensionId() {
        return setup.id();
    }

    @Override
    public CallContext captureCall() {
        return host.capture();
    }

    @Override
    public DbPort db() {
        return host.port(PortName.DB, DbPort.class);
    }

    @Override
    public SettingsPort settings() {
        return host.port(PortName.SETTINGS, SettingsPort.class);
    }

    @Override
    public SecretsPort secrets() {
        return host.port(PortName.SECRETS, SecretsPort.class);
    }

    @Override
    public NangoPort nango() {
        return host.port(PortName.NANGO, NangoPort.class);
    }

    @Override
    public AuthSessionPort authSession() {
        return host.port(PortName.AUTH_SESSION, AuthSessionPort.class);
    }

    @Override
    public McpPort mcp() {
        return host.port(PortName.MCP, McpPort.class);
    }

    @Override
    public ObjectsPort objects() {
        return host.port(PortName.OBJECTS, ObjectsPort.class);
    }

    @Override
    public JobsPort jobs() {
        return host.port(PortName.JOBS, JobsPort.class);
    }

    @Override
    public NotificationsPort notifications() {
        return host.port(PortName.NOTIFICATIONS, NotificationsPort.class);
    }

    @Override
    public UiPort ui() {
        return host.port(PortName.UI, UiPort.class);
    }

    @Override
    public LoggerPort logger() {
        return host.port(PortName.LOGGER, LoggerPort.class);
    }

    @Override
    public RuntimePort runtime() {
        return host.port(PortName.RUNTIME, RuntimePort.class);
    }

    @Override
    public CapabilitiesPort capabilities() {
        return host.port(PortName.CAPABILITIES, CapabilitiesPort.class);
    }

    @Override
    public TelemetryPort telemetry() {
        return host.port(PortName.TELEMETRY, TelemetryPort.class);
    }

    @Override
    public String toString() {
        return "ExtensionContext[" + setup.id() + "]";
    }
}
