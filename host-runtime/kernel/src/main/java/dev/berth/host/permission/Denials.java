/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.permission;

import dev.berth.host.audit.AuditEvent.PermissionRefused;
import dev.berth.host.audit.AuditLog;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Revision;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The denials of one revision: one entry a demand, counted. The first of each is audited at once, then at most one a minute with
 * how many there were. Past a bound, all further demands share an entry, so that code cannot fill memory or the log.
 */
final class Denials {
    private static final Logger LOG = LoggerFactory.getLogger(Denials.class);
    private static final int MOST = 128;
    private static final String OTHERS = "do more than " + MOST + " other things";
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final Revision revision;
    private final AuditLog audit;
    private final Clock clock;
    private Map<String, Seen> seen = Map.of();

    /**
     * @param written when the last entry of the audit was
     * @param since denials after it
     * @param due what the entry of this denial counts, or 0 for none
     */
    private record Seen(Denial denial, Instant written, long since, long due) {
        Seen again(Instant now) {
            Denial more = denial.again(now);
            return written.plus(QUIET).isAfter(now)
                    ? new Seen(more, written, since + 1, 0)
                    : new Seen(more, now, 0, since + 1);
        }
    }

    Denials(Revision revision, AuditLog audit, Clock clock) {
        this.revision = revision;
        this.audit = audit;
        this.clock = clock;
    }

    /** Counts a denial. */
    void add(String demand, String permission, String reason, boolean letThrough) {
        Seen after = count(demand, permission, letThrough);
        if (after.due() > 0) {
            Denial denial = after.denial();
            write(new PermissionRefused(
                    revision.id(),
                    version(),
                    denial.demand(),
                    denial.permission(),
                    letThrough ? "let through" : reason,
                    after.due()));
        }
    }

    /** The answer stands without its entry too: a thread that code left behind may ask when the host has stopped. */
    private void write(PermissionRefused event) {
        try {
            audit.append(event, new By("system:" + revision.id(), "host"));
        } catch (RuntimeException e) {
            LOG.warn("{}: a denial could not be audited: {}", revision.subject(), event, e);
        }
    }

    private synchronized Seen count(String demand, String permission, boolean letThrough) {
        if (seen.isEmpty()) {
            seen = new HashMap<>();
        }
        boolean known = seen.containsKey(demand) || seen.size() < MOST;
        String what = known ? demand : OTHERS;
        Instant now = clock.instant();
        Seen before = seen.get(what);
        Seen after = before == null
                ? new Seen(denial(what, known ? permission : "", letThrough, now), now, 0, 1)
                : before.again(now);
        seen.put(what, after);
        return after;
    }

    private Denial denial(String demand, String permission, boolean letThrough, Instant now) {
        return new Denial(revision.id().value(), version(), demand, permission, letThrough, 1, now, now);
    }

    private String version() {
        return revision.manifest().version().toString();
    }

    synchronized Collection<Denial> all() {
        return seen.values().stream().map(Seen::denial).toList();
    }
}
