/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port;

import dev.berth.host.port.boundary.Boundary;
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
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The context with what extensions may hold in place of the handles: one for each that is asked for, so that it stays the same one
 * (PORT-15). Most ask for two of fourteen; the others are not made.
 */
final class HandedOver implements ExtensionContext {
    private final GrantedContext handles;
    private volatile Map<Class<?>, Object> made = Map.of();

    HandedOver(GrantedContext handles) {
        this.handles = handles;
    }

    private <P> P one(Class<P> port, Supplier<P> handle) {
        Object known = made.get(port);
        return port.cast(known == null ? first(port, handle) : known);
    }

    private synchronized <P> Object first(Class<P> port, Supplier<P> handle) {
        Map<Class<?>, Object> more = new HashMap<>(made);
        Object one = more.computeIfAbsent(port, absent -> Boundary.of(port, handle.get()));
        made = Map.copyOf(more);
        return one;
    }

    @Override
    public ExtensionId extensionId() {
        return handles.extensionId();
    }

    @Override
    public String abiVersion() {
        return handles.abiVersion();
    }

    @Override
    public CallContext captureCall() {
        return handles.captureCall();
    }

    @Override
    public DbPort db() {
        return one(DbPort.class, handles::db);
    }

    @Override
    public SettingsPort settings() {
        return one(SettingsPort.class, handles::settings);
    }

    @Override
    public SecretsPort secrets() {
        return one(SecretsPort.class, handles::secrets);
    }

    @Override
    public NangoPort nango() {
        return one(NangoPort.class, handles::nango);
    }

    @Override
    public AuthSessionPort authSession() {
        return one(AuthSessionPort.class, handles::authSession);
    }

    @Override
    public McpPort mcp() {
        return one(McpPort.class, handles::mcp);
    }

    @Override
    public ObjectsPort objects() {
        return one(ObjectsPort.class, handles::objects);
    }

    @Override
    public JobsPort jobs() {
        return one(JobsPort.class, handles::jobs);
    }

    @Override
    public NotificationsPort notifications() {
        return one(NotificationsPort.class, handles::notifications);
    }

    @Override
    public UiPort ui() {
        return one(UiPort.class, handles::ui);
    }

    @Override
    public LoggerPort logger() {
        return one(LoggerPort.class, handles::logger);
    }

    @Override
    public RuntimePort runtime() {
        return one(RuntimePort.class, handles::runtime);
    }

    @Override
    public CapabilitiesPort capabilities() {
        return one(CapabilitiesPort.class, handles::capabilities);
    }

    @Override
    public TelemetryPort telemetry() {
        return one(TelemetryPort.class, handles::telemetry);
    }

    @Override
    public String toString() {
        return handles.toString();
    }
}
