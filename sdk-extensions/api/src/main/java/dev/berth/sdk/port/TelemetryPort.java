/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.port;

import org.osgi.annotation.versioning.ProviderType;

/** Counts use. A granted call never throws and never blocks (PORT-107). */
@ProviderType
public interface TelemetryPort {
    /** Counts one event. */
    void emitUsage(UsageEvent event);
}
