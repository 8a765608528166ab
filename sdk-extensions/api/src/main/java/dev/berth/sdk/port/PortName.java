/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.port;

import java.util.Arrays;
import java.util.Optional;

/** The fourteen ports, in the order of PORT-1. */
public enum PortName {
    DB("db", Tier.RESERVED),
    SETTINGS("settings", Tier.STABLE),
    SECRETS("secrets", Tier.STABLE),
    NANGO("nango", Tier.STABLE),
    AUTH_SESSION("authSession", Tier.STABLE),
    MCP("mcp", Tier.STABLE),
    OBJECTS("objects", Tier.STABLE),
    JOBS("jobs", Tier.STABLE),
    NOTIFICATIONS("notifications", Tier.STABLE),
    UI("ui", Tier.STABLE),
    LOGGER("logger", Tier.AMBIENT),
    RUNTIME("runtime", Tier.AMBIENT),
    CAPABILITIES("capabilities", Tier.STABLE),
    TELEMETRY("telemetry", Tier.STABLE);

    /** How a port is reached (PORT-2). */
    public enum Tier {
        /** May be requested and granted; every call is refused. */
        RESERVED,
        /** Needs a grant. */
        STABLE,
        /** Always there, stable, without a grant. */
        AMBIENT
    }

    private final String text;
    private final Tier tier;

    PortName(String text, Tier tier) {
        this.text = text;
        this.tier = tier;
    }

    /** Returns the tier. */
    public Tier tier() {
        return tier;
    }

    /** Tells whether it needs a grant. */
    public boolean isPrivileged() {
        return tier != Tier.AMBIENT;
    }

    /** Finds a port by the name that manifests use; case counts (MAN-95). */
    public static Optional<PortName> find(String text) {
        return Arrays.stream(values()).filter(port -> port.text.equals(text)).findFirst();
    }

    /** Returns the name that manifests use, {@code authSession}. */
    @Override
    public String toString() {
        return text;
    }
}
