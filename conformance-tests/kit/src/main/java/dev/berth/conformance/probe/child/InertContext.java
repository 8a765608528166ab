/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.probe.child;

import dev.berth.sdk.CallContext;
import dev.berth.sdk.ExtensionContext;
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
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.SdkAbi;
import java.lang.reflect.Proxy;
import java.util.Optional;

/** The inert context (PORT-131): every port is there, but the one that is withheld. */
public final class InertContext implements ExtensionContext {
    private final ExtensionId id;
    private final Optional<PortName> withheld;
    private final Recorder recorder;
    private final Teller teller;

    InertContext(ExtensionId id, Optional<PortName> withheld, Recorder recorder, Teller teller) {
        this.id = id;
        this.withheld = withheld;
        this.recorder = recorder;
        this.teller = teller;
    }

    private <T> T port(PortName name, Class<T> type) {
        boolean refused = withheld.filter(name::equals).isPresent();
        InertPort port = new InertPort(name, refused, id.value(), recorder, teller);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, port));
    }

    @Override
    public String abiVersion() {
        return SdkAbi.VERSION;
    }

    @Override
    public ExtensionId extensionId() {
        return id;
    }

    @Override
    public CallContext captureCall() {
        return new InertCall();
    }

    @Override
    public DbPort db() {
        return port(PortName.DB, DbPort.class);
    }

    @Override
    public SettingsPort settings() {
        return port(PortName.SETTINGS, SettingsPort.class);
    }

    @Override
    public SecretsPort secrets() {
        return port(PortName.SECRETS, SecretsPort.class);
    }

    @Override
    public NangoPort nango() {
        return port(PortName.NANGO, NangoPort.class);
    }

    @Override
    public AuthSessionPort authSession() {
        return port(PortName.AUTH_SESSION, AuthSessionPort.class);
    }

    @Override
    public McpPort mcp() {
        return port(PortName.MCP, McpPort.class);
    }

    @Override
    public ObjectsPort objects() {
        return port(PortName.OBJECTS, ObjectsPort.class);
    }

    @Override
    public JobsPort jobs() {
        return port(PortName.JOBS, JobsPort.class);
    }

    @Override
    public NotificationsPort notifications() {
        return port(PortName.NOTIFICATIONS, NotificationsPort.class);
    }

    @Override
    public UiPort ui() {
        return port(PortName.UI, UiPort.class);
    }

    @Override
    public LoggerPort logger() {
        return port(PortName.LOGGER, LoggerPort.class);
    }

    @Override
    public RuntimePort runtime() {
        return port(PortName.RUNTIME, RuntimePort.class);
    }

    @Override
    public CapabilitiesPort capabilities() {
        return port(PortName.CAPABILITIES, CapabilitiesPort.class);
    }

    @Override
    public TelemetryPort telemetry() {
        return port(PortName.TELEMETRY, TelemetryPort.class);
    }
}
