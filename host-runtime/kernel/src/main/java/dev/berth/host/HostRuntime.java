/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host;

import dev.berth.host.ExtensionView.ProbationView;
import dev.berth.host.audit.AuditEntry;
import dev.berth.host.audit.AuditLog;
import dev.berth.host.audit.By;
import dev.berth.host.boot.Readiness;
import dev.berth.host.extension.Origin;
import dev.berth.host.identity.Logins;
import dev.berth.host.identity.Tokens;
import dev.berth.host.jvm.JvmGuard;
import dev.berth.host.lifecycle.Command;
import dev.berth.host.lifecycle.Operations.Done;
import dev.berth.host.live.Caller;
import dev.berth.host.live.LiveView;
import dev.berth.host.meter.Meters;
import dev.berth.host.permission.Denial;
import dev.berth.host.permission.Mounts;
import dev.berth.host.port.capabilities.ProviderProxy;
import dev.berth.host.port.config.Configuration;
import dev.berth.host.port.jobs.Jobs;
import dev.berth.host.port.nango.ConnectionAudit;
import dev.berth.host.port.nango.Connections;
import dev.berth.host.port.notifications.Feed;
import dev.berth.host.port.objects.StoredObjects;
import dev.berth.host.port.telemetry.Usage;
import dev.berth.host.port.ui.Ui;
import dev.berth.host.resolve.Plan;
import dev.berth.host.start.LifecycleThread;
import dev.berth.host.trust.TrustBook;
import dev.berth.host.unload.Unloads;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.SdkAbi;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A plugin host inside a Java program. Safe for several threads: reads never wait, changes take turns on one thread. Everything
 * that is refused is a {@link ProblemException}, and then nothing was written.
 */
public final class HostRuntime implements AutoCloseable {
    private final HostConfig config;
    private final HostAssembly assembly;
    private final LifecycleThread lifecycle;
    private final Instant startedAt;
    /** Tried beside the boot, which need not wait for it. */
    private final CompletableFuture<JvmGuard> guard = new CompletableFuture<>();

    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile @Nullable Started started;

    /** What exists between start and close. */
    private record Started(HostAssembly.Parts parts, Kernel kernel, Views views, Boot boot) {}

    HostRuntime(HostConfig config, HostAssembly assembly) {
        this.config = config;
        this.assembly = assembly;
        this.lifecycle = new LifecycleThread(config.home());
        this.startedAt = config.clock().instant();
    }

    /** Starts a description of a host. */
    public static HostBuilder builder() {
        return new HostBuilder();
    }

    /**
     * Boots: opens the store, recovers, loads and activates what is installed (LIFE-50 to LIFE-63). Once. What fails, or is interrupted,
     * is closed again before this throws.
     */
    public HostRuntime start() {
        if (!asked.compareAndSet(false, true)) {
            throw new IllegalStateException("This host was started already");
        }
        Thread.ofVirtual().name("berth-jvm").start(this::tryJvm);
        boolean booted = false;
        try {
            lifecycle.call(this::boot);
            booted = true;
        } finally {
            if (!booted) {
                close();
            }
        }
        return this;
    }

    private void tryJvm() {
        JvmGuard found = JvmGuard.tried();
        guard.complete(found);
        found.problems().forEach(config.warnings());
    }

    private boolean boot() {
        Boot boot = new Boot(config.skipped(), config.mode());
        boot.run(BootPhase.STORE_OPEN, () -> open(boot));
        Started now = running();
        new BootPhases(config, now.kernel().boot())
                .run(boot, now.parts().engine()::start, now.kernel().jobs()::start);
        return true;
    }

    private List<Problem> open(Boot boot) {
        HostAssembly.Parts parts = assembly.open(config);
        Kernel kernel = Kernel.of(config, parts, HostPrimitives.of(this), lifecycle);
        started = new Started(parts, kernel, new Views(kernel), boot);
        return kernel.boot().readRows();
    }

    private Started running() {
        Started now = started;
        if (now == null) {
            throw new ProblemException(lifecycle.notRunning());
        }
        return now;
    }

    /** Returns the host as it runs. */
    public HostStatus status() {
        Started now = running();
        List<ExtensionView> all = extensions();
        HostStatus.Database database = now.parts().database().get();
        return new HostStatus(
                Optional.ofNullable(HostRuntime.class.getPackage().getImplementationVersion())
                        .orElse("development"),
                SdkAbi.VERSION,
                Runtime.version().toString(),
                config.home().toString(),
                database,
                config.mode().toString(),
                now.kernel().world().namespaces().current().orElse(""),
                startedAt,
                readiness(now, database).ready(),
                now.kernel().live().generation(),
                (int) all.stream().filter(view -> view.state().equals("ACTIVE")).count(),
                all.size(),
                all.stream()
                        .filter(view ->
                                view.probation().flatMap(ProbationView::until).isPresent())
                        .map(ExtensionView::id)
                        .toList(),
                now.kernel().configuration().keyless(),
                config.watched().names(),
                guard.join(),
                now.boot().report());
    }

    /**
     * Tells whether everything that must be well is well; cheap enough for a probe. The database is asked, which takes up to three seconds
     * while its server does not answer.
     */
    public Readiness readiness() {
        Started now = running();
        return readiness(now, now.parts().database().get());
    }

    private static Readiness readiness(Started now, HostStatus.Database database) {
        Readiness booted = now.boot().readiness();
        return database.reachable() ? booted : booted.without(BootPhase.STORE_OPEN.toString());
    }

    /** Returns the configuration. */
    public HostConfig config() {
        return config;
    }

    /** Returns what packages are judged by at install and update, in the form of a policy file (GATE-9). */
    public JsonObject policy() {
        return running().parts().verifier().policy();
    }

    /** Returns what is installed, by id. */
    public List<ExtensionView> extensions() {
        return views().extensions(Optional.empty());
    }

    /** Returns what an organisation sees of what is installed. */
    public Views views() {
        return running().views();
    }

    /** Returns one extension, whole; an unknown id is {@code extension-not-found} with near misses. */
    public ExtensionDetail extension(ExtensionId id) {
        return views().detail(id, Optional.empty());
    }

    /** Explains why an extension is or is not active. */
    public Why why(ExtensionId id) {
        return views().why(id, Optional.empty());
    }

    /** Returns the decisions about ports, by extension. */
    public List<GrantView> grants() {
        return running().kernel().world().grants().all().stream()
                .map(Views::grant)
                .toList();
    }

    /** Returns what running code tried to do without a permission for it, by extension; a first use after a start is listed again. */
    public List<Denial> denials() {
        return running().kernel().world().permissions().denials();
    }

    /** Returns the folders that permissions name, and binds them. */
    public Mounts mounts() {
        return running().kernel().world().permissions().mounts();
    }

    /** Returns who may use this host, by token. */
    public Tokens tokens() {
        return running().kernel().tokens();
    }

    /** Returns whom this host trusts, and what it has blocked. */
    public TrustBook trust() {
        return running().kernel().trust();
    }

    /** Returns the door for people whom a login provider vouches for. */
    public Logins logins() {
        return running().kernel().logins();
    }

    /** Returns the settings and secrets of extensions. */
    public Configuration configuration() {
        return running().kernel().configuration();
    }

    /** Returns what an operator sees of the connections to outside services. */
    public Connections connections() {
        Started now = running();
        return new Connections(
                now.parts().backends().connections(),
                new ConnectionAudit(now.kernel().audit(), now.parts().transactor()));
    }

    /** Plans a command and changes nothing. */
    public Plan plan(Command command) {
        Kernel kernel = running().kernel();
        return lifecycle.call(() -> kernel.operations().plan(command));
    }

    /**
     * Carries a command out.
     *
     * @param digest of the plan that was shown; another plan now is {@code plan-stale}. Empty: whatever the plan is now
     * @param by who asks, for the audit
     */
    public Report apply(Command command, Optional<String> digest, By by) {
        Kernel kernel = running().kernel();
        Done done = lifecycle.call(() -> kernel.operations().apply(command, digest, by));
        return Report.of(done, kernel.live().generation());
    }

    /** Returns what only the operator of this host may do; hand it to nobody else (LIFE-166). */
    public Operator operator() {
        return new Operator(running().kernel(), config, lifecycle::call);
    }

    /**
     * Installs a package file that this program trusts: unsigned is fine, and all ports it requests are granted. A copyleft licence is
     * not a matter of trust: {@link #apply} takes the consent to it (GATE-55).
     *
     * @return what became of it; a failed activation is an outcome, not an exception
     */
    public Report install(Path file) {
        String name = String.valueOf(file.getFileName());
        Command.Source source = new Command.Source(
                file, new Origin.File(name), name, new Command.GrantChoice.All(), Set.of(Command.Consent.UNSIGNED));
        return apply(new Command.Install(source), Optional.empty(), new By("system:embedder", "embedded"));
    }

    /** Returns the tools of extensions that this caller can call now, by name. */
    public List<ToolView> tools(Caller caller) {
        return running().kernel().live().current().tools().stream()
                .filter(tool -> tool.isVisibleIn(caller.organizationId()))
                .map(tool -> new ToolView(
                        tool.name(),
                        tool.description(),
                        tool.inputSchema(),
                        tool.owner().id().value(),
                        tool.owner().version().toString()))
                .toList();
    }

    /** Returns the tools of the host itself that this caller can call (PORT-37): they read, and change nothing. */
    public List<ToolView> ownTools(Caller caller) {
        return running().kernel().tools().of(caller).stream()
                .map(tool -> new ToolView(
                        tool.name(),
                        Optional.of(tool.description()),
                        Optional.of(tool.inputSchema()),
                        "host",
                        SdkAbi.VERSION))
                .toList();
    }

    /**
     * Calls a tool; its input is checked against its schema first (PORT-85).
     *
     * @throws ProblemException {@code tool-unknown}, {@code tool-input-invalid}, {@code tool-failed}, …
     */
    public JsonObject callTool(String name, JsonObject input, Caller caller) {
        Kernel kernel = running().kernel();
        return kernel.tools().call(LiveView.live(kernel.live()), name, input, caller, 0);
    }

    /** Returns what extensions show, and what can be started there. */
    public Ui ui() {
        return running().kernel().ui();
    }

    /** Returns the web pages that extensions bring. */
    public Pages pages() {
        return new Pages(running().kernel().world());
    }

    /** Returns what extensions have stored. */
    public StoredObjects objects() {
        return running().kernel().objects();
    }

    /**
     * Returns the best provider of a capability as a contract that this program shares with its extensions. The proxy follows
     * hot updates; without a provider its methods answer {@code capability-gone}. Calls run for the host's one organisation.
     */
    public <T> T capability(String capability, Class<T> contract) {
        Kernel kernel = running().kernel();
        Caller embedder = Caller.system("embedder", config.tenancy().only());
        return ProviderProxy.best(capability, contract, LiveView.live(kernel.live()), kernel.scope(), embedder);
    }

    /**
     * Calls the listener with the new generation after each change of the live set, until it is closed. The change waits for it a
     * few seconds, so it must not wait for this host; what it throws is logged.
     */
    public Subscription onChange(LongConsumer listener) {
        Kernel kernel = running().kernel();
        kernel.live().addListener(listener);
        return () -> kernel.live().removeListener(listener);
    }

    /** Returns the jobs of all extensions (PORT-94). */
    public Jobs jobs() {
        return running().kernel().jobs().jobs();
    }

    /** Returns up to {@code limit} audit entries after a sequence number. */
    public List<AuditEntry> audit(long after, int limit) {
        return running().kernel().audit().read(after, limit);
    }

    /** Finds where the audit log stops to be whole (TRUST-168). */
    public Optional<AuditLog.Broken> firstBrokenAudit() {
        return running().kernel().audit().firstBroken();
    }

    /** Returns the notifications of extensions. */
    public Feed notifications() {
        return running().kernel().services().feed();
    }

    /** Returns what extensions report to have used. */
    public Usage usage() {
        return running().kernel().services().usage();
    }

    /** Returns what has left and may still be held. */
    public Unloads unloads() {
        return running().kernel().unloads();
    }

    /** Returns what is counted. */
    public Meters meters() {
        return running().kernel().services().meters();
    }

    /**
     * Stops: destroys what is active, in reverse order, and closes the stores; whoever calls waits for that, an interrupted thread too. A
     * second call does nothing.
     */
    @Override
    public void close() {
        lifecycle.end(() -> {
            Started now = started;
            started = null;
            if (now != null) {
                try {
                    now.kernel().stop();
                } finally {
                    now.parts().close();
                }
            }
        });
    }

    /** A listener that is called until this is closed. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
