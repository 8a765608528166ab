/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port;

import dev.berth.host.audit.AuditEvent.PortRefused;
import dev.berth.host.audit.AuditLog;
import dev.berth.host.audit.By;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.value.ExtensionId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Audits refused port calls: the first of an extension and port always, then at most one a minute with their count (PORT-38). */
public final class RefusalAudit {
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final AuditLog audit;
    private final Clock clock;
    private final Map<Key, Seen> seen = new ConcurrentHashMap<>();

    private record Key(ExtensionId id, PortName port) {}

    private record Seen(Instant written, long since) {}

    public RefusalAudit(AuditLog audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    void refused(ExtensionId id, PortName port, Enum<?> reason) {
        Instant now = clock.instant();
        Seen after = seen.merge(
                new Key(id, port),
                new Seen(now, 0),
                (before, first) -> before.written().plus(QUIET).isAfter(now)
                        ? new Seen(before.written(), before.since() + 1)
                        : new Seen(now, 0));
        if (after.since() == 0) {
            audit.append(
                    new PortRefused(id, port.toString(), reason.name().toLowerCase(Locale.ROOT), 1),
                    new By("system:" + id, "host"));
        }
    }
}
