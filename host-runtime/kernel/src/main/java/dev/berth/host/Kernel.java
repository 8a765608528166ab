/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host;

import dev.berth.host.activation.ActionCalls;
import dev.berth.host.activation.Activator;
import dev.berth.host.activation.HookBarrier;
import dev.berth.host.activation.Hooks;
import dev.berth.host.activation.JobCalls;
import dev.berth.host.activation.Loader;
import dev.berth.host.activation.RunningFactory;
import dev.berth.host.activation.ToolCalls;
import dev.berth.host.audit.AuditLog;
import dev.berth.host.discovery.Discovery;
import dev.berth.host.extension.ExtensionRegistry;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.LiveExtensions;
import dev.berth.host.extension.Revision;
import dev.berth.host.grant.GrantBook;
import dev.berth.host.grant.GrantPolicy;
import dev.berth.host.identity.Logins;
import dev.berth.host.identity.Tokens;
import dev.berth.host.kind.Kinds;
import dev.berth.host.lifecycle.Operations;
import dev.berth.host.lifecycle.World;
import dev.berth.host.live.LiveRegistry;
import dev.berth.host.live.Sight;
import dev.berth.host.namespace.Namespaces;
import dev.berth.host.permission.Mounts;
import dev.berth.host.permission.PermissionBook;
import dev.berth.host.port.PortFactory;
import dev.berth.host.port.PortServices;
import dev.berth.host.port.access.CallScope;
import dev.berth.host.port.access.RefusalAudit;
import dev.berth.host.port.ambient.HostFacts;
import dev.berth.host.port.config.Configuration;
import dev.berth.host.port.jobs.JobService;
import dev.berth.host.port.mcp.HostTools;
import dev.berth.host.port.mcp.HostTools.HostTool;
import dev.berth.host.port.objects.StoredObjects;
import dev.berth.host.port.ui.Ui;
import dev.berth.host.probation.Probations;
import dev.berth.host.seed.Fixture;
import dev.berth.host.seed.SeededObjects;
import dev.berth.host.seed.SeededSettings;
import dev.berth.host.seed.Seeder;
import dev.berth.host.start.BootWork;
import dev.berth.host.trust.Standing;
import dev.berth.host.trust.TrustBook;
import dev.berth.host.unload.Unloads;
import dev.berth.manifest.unload.LoaderPins;
import dev.berth.sdk.port.RuntimePort.RuntimeMode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kernel's own parts, wired by hand. */
record Kernel(
        World world,
        LiveRegistry live,
        CallScope scope,
        HostTools tools,
        Ui ui,
        StoredObjects objects,
        Discovery discovery,
        JobService jobs,
        Operations operations,
        AuditLog audit,
        Configuration configuration,
        Seeder seeder,
        PortServices services,
        Unloads unloads,
        TrustBook trust,
        Tokens tokens,
        Logins logins,
        Enforcement enforcement,
        BootWork boot) {

    static Kernel of(HostConfig config, HostAssembly.Parts parts, List<HostTool> own, Executor lifecycle) {
        AuditLog audit = new AuditLog(parts.audit(), config.clock());
        ExtensionRegistry registry = new ExtensionRegistry(parts.extensions());
        StoredObjects objects = new StoredObjects(parts.backends().objects());
        Kinds kinds = new Kinds(
                parts.natives(),
                config.tenancy(),
                revision -> parts.verifier().files(parts.contents().path(revision.packageDigest())),
                id -> objects.leftBy(id).isPresent());
        registry.addFollower(kinds);
        Discovery discovery = new Discovery(kinds.readers(registry));
        GrantBook grants = new GrantBook(parts.grants(), audit, registry::installs);
        registry.addListener(grants::follow);
        PermissionBook permissions = new PermissionBook(
                parts.permissions(),
                audit,
                config.clock(),
                new Mounts(
                        parts.permissions(), parts.transactor(), audit, config.clock(), config.home(), config.mounts()),
                config.home().resolve("temporary"),
                config::watches);
        LiveRegistry live = new LiveRegistry(config.clock());
        CallScope scope = new CallScope();
        PortServices services =
                PortServices.start(parts.backends(), parts.secretKeys(), parts.transactor(), audit, config.clock());
        Probations probations = new Probations(registry, parts.transactor(), config.clock(), lifecycle);
        HookBarrier barrier = new HookBarrier(scope, config::deadlines);
        HostTools tools =
                new HostTools(own, config.tenancy(), new ToolCalls(barrier, config::deadlines, services.meters()));
        Ui ui = new Ui(live, new ActionCalls(barrier, config::deadlines, services.meters()));
        HostFacts facts =
                new HostFacts(config.mode(), config.flags(), config.publicBaseUrl(), config.externalServers());
        LiveExtensions seen = new LiveExtensions(
                registry,
                parts.contents(),
                parts.verifier(),
                config.contracts().keySet().stream().map(Class::getPackageName).collect(Collectors.toSet()));
        RunningFactory factory = new RunningFactory(
                grants,
                new PortFactory(
                        parts.backends(), services, tools, facts, config.clock(), seen::claim, config.warnings()),
                scope,
                new RefusalAudit(audit, config.clock(), services.meters()),
                config::deadlines,
                revision -> sight(revision, kinds, discovery, registry),
                probations::failed);
        Hooks hooks = new Hooks(
                barrier,
                parts.marks(),
                config::deadlines,
                id -> config.tenancy().context(registry.find(id).flatMap(InstalledExtension::hookOrganization)),
                () -> registry.all().values().stream()
                        .filter(InstalledExtension::isLive)
                        .map(InstalledExtension::id)
                        .collect(Collectors.toSet()));
        LoaderPins.forestall();
        Unloads unloads = new Unloads(config.clock(), config.home().resolve("temporary"));
        Activator activator = new Activator(
                new Loader(parts.engine(), parts.contents(), parts.verifier(), seen, permissions, unloads),
                factory,
                hooks,
                live,
                parts.transactor());
        Standing standing = new Standing(parts.verifier(), parts.contents());
        World world = new World(
                registry,
                grants,
                permissions,
                new Namespaces(parts.namespaces(), config.namespaces(), parts.transactor(), audit, config.clock()),
                new GrantPolicy(config.preapproved(), config.autoApprovePorts()),
                config.tenancy(),
                activator,
                parts.verifier(),
                standing,
                seen,
                parts.contents(),
                Stream.concat(Stream.of(services.settings()), parts.backends().removable().stream())
                        .toList(),
                objects,
                kinds,
                parts.journal(),
                parts.transactor(),
                audit,
                config.clock(),
                config.mode() == RuntimeMode.DEVELOPMENT,
                config.required(),
                parts.marks(),
                config.probations());
        JobService jobs = new JobService(
                parts.backends().jobs(),
                new JobCalls(barrier, config::deadlines, live),
                live,
                parts.transactor(),
                audit,
                config.clock());
        Configuration configuration =
                new Configuration(registry, services.settings(), services.secrets(), parts.transactor(), audit);
        Tokens tokens = new Tokens(parts.tokens(), parts.transactor(), audit, config.tenancy(), config.clock());
        String seeded = config.tenancy().only().orElse("default");
        Seeder seeder = new Seeder(
                Map.of(
                        Fixture.Surface.SETTING,
                        new SeededSettings(services.settings(), seeded),
                        Fixture.Surface.OBJECT,
                        new SeededObjects(parts.backends().objects(), live, config.clock(), seeded)),
                parts.transactor());
        Operations operations = new Operations(world);
        probations.onFailed(operations::relapse);
        return new Kernel(
                world,
                live,
                scope,
                tools,
                ui,
                objects,
                discovery,
                jobs,
                operations,
                audit,
                configuration,
                seeder,
                services,
                unloads,
                new TrustBook(parts.verifier(), parts.transactor(), audit, config.clock(), standing::forget),
                tokens,
                new Logins(tokens, audit, config.clock()),
                new Enforcement(parts.engine().asks()),
                new BootWork(world, operations, tokens, seeder));
    }

    /** Who sees what a connector contributes, its ports say alone (LIFE-94); of other kinds, also whoever may see what is held. */
    private static Sight sight(Revision revision, Kinds kinds, Discovery discovery, ExtensionRegistry registry) {
        return kinds.isHeld(revision.manifest().kind())
                ? (via, organization) -> registry.find(revision.id())
                        .filter(row -> discovery.shows(row, organization.get()))
                        .isPresent()
                : Sight.EVERYBODY;
    }

    /** Stops what runs: jobs before the extensions they run in. */
    void stop() {
        jobs.hold();
        world.activator().stopAll();
        jobs.stop();
        services.close();
    }
}
