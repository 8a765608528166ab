/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk;

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
import org.osgi.annotation.versioning.ProviderType;

/**
 * What the host hands to one activated revision. Accessors never throw and never return null; only port methods are refused
 * (PORT-13). Handles may be kept until {@code destroy}; after it they answer {@code extension-stopped} (PORT-19).
 */
@ProviderType
public interface ExtensionContext {
    /** Returns the ABI of the host, {@code major.minor.patch}. */
    String abiVersion();

    /** Returns the id of this extension, as the host knows it. */
    ExtensionId extensionId();

    DbPort db();

    SettingsPort settings();

    SecretsPort secrets();

    NangoPort nango();

    AuthSessionPort authSession();

    McpPort mcp();

    ObjectsPort objects();

    JobsPort jobs();

    NotificationsPort notifications();

    UiPort ui();

    LoggerPort logger();

    RuntimePort runtime();

    CapabilitiesPort capabilities();

    TelemetryPort telemetry();

    /** Captures the context of the call that runs on this thread, to carry it to another thread (PORT-63). */
    CallContext captureCall();
}
