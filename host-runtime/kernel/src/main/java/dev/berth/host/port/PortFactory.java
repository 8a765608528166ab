/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port;

import static dev.berth.host.port.access.RefusingHandle.of;

import dev.berth.host.port.access.Binding;
import dev.berth.host.port.access.PortAccess;
import dev.berth.host.port.ambient.HostFacts;
import dev.berth.host.port.ambient.LoggerHandle;
import dev.berth.host.port.ambient.RuntimeHandle;
import dev.berth.host.port.authsession.AuthSessionHandle;
import dev.berth.host.port.boundary.Boundary;
import dev.berth.host.port.capabilities.CapabilitiesHandle;
import dev.berth.host.port.jobs.JobsHandle;
import dev.berth.host.port.mcp.McpHandle;
import dev.berth.host.port.mcp.ToolCaller;
import dev.berth.host.port.nango.NangoHandle;
import dev.berth.host.port.notifications.NotificationsHandle;
import dev.berth.host.port.notifications.Recipient;
import dev.berth.host.port.objects.ObjectsHandle;
import dev.berth.host.port.secrets.SecretsHandle;
import dev.berth.host.port.settings.SettingsHandle;
import dev.berth.host.port.telemetry.TelemetryHandle;
import dev.berth.host.port.ui.UiHandle;
import dev.berth.manifest.LiveView.Claim;
import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.port.DbPort;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.Problem;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Makes the handles of one revision. */
public final class PortFactory {
    private final PortBackends backends;
    private final PortServices services;
    private final ToolCaller tools;
    private final HostFacts host;
    private final Clock clock;
    private final Function<String, Optional<Claim>> claims;
    private final Consumer<Problem> warnings;

    /**
     * Makes handles with these parts of the host.
     *
     * @param claims finds who claims a capability for its scope
     * @param warnings takes what an operator should know and nobody has to wait for
     */
    public PortFactory(
            PortBackends backends,
            PortServices services,
            ToolCaller tools,
            HostFacts host,
            Clock clock,
            Function<String, Optional<Claim>> claims,
            Consumer<Problem> warnings) {
        this.backends = backends;
        this.services = services;
        this.tools = tools;
        this.host = host;
        this.clock = clock;
        this.claims = claims;
        this.warnings = warnings;
    }

    /** Makes the context of a revision, as its code may hold it. */
    public ExtensionContext create(Binding binding) {
        return Boundary.of(ExtensionContext.class, new HandedOver(handles(binding)));
    }

    /** Makes the handles themselves, which never leave the host. */
    GrantedContext handles(Binding binding) {
        PortAccess access = binding.access();
        return new GrantedContext(
                access.owner().id(),
                access.scope(),
                of(DbPort.class, PortName.DB, access),
                new SettingsHandle(binding, services.settings()),
                new SecretsHandle(binding, services.secrets()),
                new NangoHandle(binding, backends.connections()),
                new AuthSessionHandle(binding),
                new McpHandle(binding, tools, host),
                new ObjectsHandle(binding, backends.objects(), clock),
                new JobsHandle(binding, backends.jobs(), clock),
                new NotificationsHandle(binding, services.feed(), Recipient.ADMINISTRATORS),
                new UiHandle(binding),
                new LoggerHandle(binding),
                new RuntimeHandle(binding, host),
                new CapabilitiesHandle(binding, claims, warnings),
                new TelemetryHandle(binding, services.usage()));
    }
}
