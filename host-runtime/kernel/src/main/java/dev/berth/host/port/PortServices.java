/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port;

import dev.berth.host.audit.AuditLog;
import dev.berth.host.extension.Transactor;
import dev.berth.host.meter.Meters;
import dev.berth.host.port.notifications.Feed;
import dev.berth.host.port.secrets.SecretKeys;
import dev.berth.host.port.secrets.SecretVault;
import dev.berth.host.port.settings.Settings;
import dev.berth.host.port.telemetry.Usage;
import java.time.Clock;

/** What the host makes of the backends: used by the handles of extensions, and by operators. */
public record PortServices(Settings settings, SecretVault secrets, Feed feed, Usage usage, Meters meters)
        implements AutoCloseable {
    /** Starts them. */
    public static PortServices start(
            PortBackends backends, SecretKeys keys, Transactor transactor, AuditLog audit, Clock clock) {
        Meters meters = new Meters();
        return new PortServices(
                new Settings(backends.settings(), transactor),
                new SecretVault(backends.secrets(), keys, transactor, audit, clock),
                new Feed(backends.notifications(), transactor, clock),
                new Usage(backends.usage(), meters),
                meters);
    }

    /** Finishes what they have begun. */
    @Override
    public void close() {
        usage.close();
    }
}
