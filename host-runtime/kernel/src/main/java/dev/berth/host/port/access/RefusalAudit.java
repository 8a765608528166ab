/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.access;

import dev.berth.host.audit.AuditEvent.PortRefused;
import dev.berth.host.audit.AuditLog;
import dev.berth.host.audit.By;
import dev.berth.host.meter.Count;
import dev.berth.host.meter.Meters;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.value.ExtensionId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Audits refused port calls: the first of an extension and port always, then at most one a minute with their count (PORT-38). */
public final class RefusalAudit {
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final AuditLog audit;
    private final Clock clock;
    private final Meters meters;
    private final Map<Key, Seen> seen = new ConcurrentHashMap<>();

    private record Key(ExtensionId id, PortName port) {}

    /**
     * @param written when the last entry was
     * @param since refusals after it
     * @param due what the entry of this refusal counts, or 0 for none
     */
    private record Seen(Instant written, long since, long due) {
        Seen again(Instant now) {
            return written.plus(QUIET).isAfter(now) ? new Seen(written, since + 1, 0) : new Seen(now, 0, since + 1);
        }
    }

    public RefusalAudit(AuditLog audit, Clock clock, Meters meters) {
        this.audit = audit;
        this.clock = clock;
        this.meters = meters;
    }

    void refused(ExtensionId id, PortName port, Enum<?> reason) {
        meters.add(Count.PORT_REFUSALS, id);
        Instant now = clock.instant();
        Seen after = Objects.requireNonNull(seen.compute(
                new Key(id, port), (key, before) -> before == null ? new Seen(now, 0, 1) : before.again(now)));
        if (after.due() > 0) {
            audit.append(
                    new PortRefused(id, port.toString(), reason.name().toLowerCase(Locale.ROOT), after.due()),
                    new By("system:" + id, "host"));
        }
    }
}
