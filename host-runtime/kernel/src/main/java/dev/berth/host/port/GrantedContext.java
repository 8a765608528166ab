/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port;

import dev.berth.host.port.access.Binding;
import dev.berth.host.port.access.RefusingHandle;
import dev.berth.host.port.ambient.LoggerHandle;
import dev.berth.host.port.ambient.RuntimeHandle;
import dev.berth.host.port.authsession.AuthSessionHandle;
import dev.berth.host.port.capabilities.CapabilitiesHandle;
import dev.berth.host.port.jobs.JobsHandle;
import dev.berth.host.port.mcp.McpHandle;
import dev.berth.host.port.nango.NangoHandle;
import dev.berth.host.port.notifications.NotificationsHandle;
import dev.berth.host.port.notifications.Recipient;
import dev.berth.host.port.objects.ObjectsHandle;
import dev.berth.host.port.secrets.SecretsHandle;
import dev.berth.host.port.settings.SettingsHandle;
import dev.berth.host.port.telemetry.TelemetryHandle;
import dev.berth.host.port.ui.UiHandle;
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

/**
 * The context of one revision. Its accessors only make handles, another at each call; whether a call of a handle may pass is judged
 * at that call (PORT-13, PORT-16).
 */
record GrantedContext(PortFactory parts, Binding binding) implements ExtensionContext {
    @Override
    public ExtensionId extensionId() {
        return binding.access().owner().id();
    }

    @Override
    public String abiVersion() {
        return SdkAbi.VERSION;
    }

    @Override
    public CallContext captureCall() {
        return binding.access().scope().capture();
    }

    @Override
    public DbPort db() {
        return RefusingHandle.of(DbPort.class, PortName.DB, binding.access());
    }

    @Override
    public SettingsPort settings() {
        return new SettingsHandle(binding, parts.services().settings());
    }

    @Override
    public SecretsPort secrets() {
        return new SecretsHandle(binding, parts.services().secrets());
    }

    @Override
    public NangoPort nango() {
        return new NangoHandle(binding, parts.backends().connections());
    }

    @Override
    public AuthSessionPort authSession() {
        return new AuthSessionHandle(binding);
    }

    @Override
    public McpPort mcp() {
        return new McpHandle(binding, parts.tools(), parts.host());
    }

    @Override
    public ObjectsPort objects() {
        return new ObjectsHandle(binding, parts.backends().objects(), parts.clock());
    }

    @Override
    public JobsPort jobs() {
        return new JobsHandle(binding, parts.backends().jobs(), parts.clock());
    }

    @Override
    public NotificationsPort notifications() {
        return new NotificationsHandle(binding, parts.services().feed(), Recipient.ADMINISTRATORS);
    }

    @Override
    public UiPort ui() {
        return new UiHandle(binding);
    }

    @Override
    public LoggerPort logger() {
        return new LoggerHandle(binding);
    }

    @Override
    public RuntimePort runtime() {
        return new RuntimeHandle(binding, parts.host());
    }

    @Override
    public CapabilitiesPort capabilities() {
        return new CapabilitiesHandle(binding, parts.claims(), parts.warnings());
    }

    @Override
    public TelemetryPort telemetry() {
        return new TelemetryHandle(binding, parts.services().usage());
    }

    @Override
    public String toString() {
        return "ExtensionContext[" + extensionId() + "]";
    }
}
