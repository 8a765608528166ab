/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port;

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
 * The context of one revision. Its accessors only hand out handles; whether a call may pass is judged at the call (PORT-13,
 * PORT-16).
 */
record GrantedContext(
        ExtensionId extensionId,
        CallScope scope,
        DbPort db,
        SettingsPort settings,
        SecretsPort secrets,
        NangoPort nango,
        AuthSessionPort authSession,
        McpPort mcp,
        ObjectsPort objects,
        JobsPort jobs,
        NotificationsPort notifications,
        UiPort ui,
        LoggerPort logger,
        RuntimePort runtime,
        CapabilitiesPort capabilities,
        TelemetryPort telemetry)
        implements ExtensionContext {

    static GrantedContext of(
            PortAccess access,
            SettingsPort settings,
            McpPort mcp,
            CapabilitiesPort capabilities,
            LoggerPort logger,
            RuntimePort runtime) {
        return new GrantedContext(
                access.owner().id(),
                access.scope(),
                RefusingHandle.of(DbPort.class, PortName.DB, access),
                settings,
                RefusingHandle.of(SecretsPort.class, PortName.SECRETS, access),
                RefusingHandle.of(NangoPort.class, PortName.NANGO, access),
                RefusingHandle.of(AuthSessionPort.class, PortName.AUTH_SESSION, access),
                mcp,
                RefusingHandle.of(ObjectsPort.class, PortName.OBJECTS, access),
                RefusingHandle.of(JobsPort.class, PortName.JOBS, access),
                RefusingHandle.of(NotificationsPort.class, PortName.NOTIFICATIONS, access),
                RefusingHandle.of(UiPort.class, PortName.UI, access),
                logger,
                runtime,
                capabilities,
                RefusingHandle.of(TelemetryPort.class, PortName.TELEMETRY, access));
    }

    @Override
    public String abiVersion() {
        return SdkAbi.VERSION;
    }

    @Override
    public CallContext captureCall() {
        return new CapturedCall(scope);
    }

    @Override
    public String toString() {
        return "ExtensionContext[" + extensionId + "]";
    }
}
