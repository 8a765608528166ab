/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.audit;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Appends events, each chained to the one before by its hash. Keeps nothing itself, so that a store may have several; safe for several threads. */
public final class AuditLog {
    private static final String START = "0".repeat(64);

    private static final int PAGE = 500;

    private final AuditStore store;
    private final Clock clock;

    public AuditLog(AuditStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Appends an event in the transaction that runs on this thread (LIFE-148). */
    public void append(AuditEvent event, By by) {
        store.append(last -> follow(last, event, by));
    }

    private AuditEntry follow(Optional<AuditEntry> last, AuditEvent event, By by) {
        AuditEntry entry = new AuditEntry(
                last.map(AuditEntry::sequence).orElse(0L) + 1,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                by.actor(),
                by.surface(),
                event.op(),
                event.subject().toString(),
                event.revision(),
                event.before(),
                event.after(),
                event.reason(),
                "");
        return entry.sealed(last.map(AuditEntry::hash).orElse(START));
    }

    /** Returns up to {@code limit} entries after a sequence number. */
    public List<AuditEntry> read(long after, int limit) {
        return store.read(after, limit);
    }

    /**
     * Where the log stops to be whole.
     *
     * @param sequence the first bad one (TRUST-168)
     * @param found what is wrong there, after "it"
     * @param entry what is there
     */
    public record Broken(long sequence, String found, Optional<AuditEntry> entry) {}

    /** Finds where entries do not follow from those before, or are not those whose hash was exported. */
    public Optional<Broken> firstBroken() {
        Map<Long, String> exported = store.heads();
        String previous = START;
        long after = 0;
        while (true) {
            List<AuditEntry> page = store.read(after, PAGE);
            for (AuditEntry entry : page) {
                long expected = after + 1;
                if (entry.sequence() != expected) {
                    return Optional.of(new Broken(expected, "is missing", Optional.empty()));
                } else if (!entry.sealed(previous).hash().equals(entry.hash())) {
                    return Optional.of(new Broken(expected, "does not follow from the one before", Optional.of(entry)));
                } else if (!exported.getOrDefault(expected, entry.hash()).equals(entry.hash())) {
                    return Optional.of(new Broken(expected, "is not the one that was exported", Optional.of(entry)));
                }
                previous = entry.hash();
                after = expected;
            }
            if (page.isEmpty()) {
                long last = after;
                return exported.keySet().stream().anyMatch(sequence -> sequence > last)
                        ? Optional.of(new Broken(last + 1, "is missing", Optional.empty()))
                        : Optional.empty();
            }
        }
    }
}
