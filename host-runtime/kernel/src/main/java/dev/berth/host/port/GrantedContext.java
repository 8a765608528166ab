/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port;

import dev.berth.host.port.access.CallScope;
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

    @Override
    public String abiVersion() {
        return SdkAbi.VERSION;
    }

    @Override
    public CallContext captureCall() {
        return scope.capture();
    }

    @Override
    public String toString() {
        return "ExtensionContext[" + extensionId + "]";
    }
}
