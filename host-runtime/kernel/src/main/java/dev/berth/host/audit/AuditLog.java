/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.audit;

import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Appends events, each chained to the one before by its hash. Keeps nothing itself, so that a store may have several; safe for several threads. */
public final class AuditLog {
    private static final String START = "0".repeat(64);

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
                event.getClass().getSimpleName(),
                event.subject().toString(),
                JsonValue.of(event).toString(),
                "");
        return sealed(entry, last.map(AuditEntry::hash).orElse(START));
    }

    /** Returns up to {@code limit} entries after a sequence number. */
    public List<AuditEntry> read(long after, int limit) {
        return store.read(after, limit);
    }

    /** Returns the first entry whose hash does not follow from the ones before, if there is one. */
    public Optional<AuditEntry> firstBroken() {
        String previous = START;
        long after = 0;
        while (true) {
            List<AuditEntry> page = store.read(after, 500);
            for (AuditEntry entry : page) {
                if (entry.sequence() != after + 1
                        || !sealed(entry, previous).hash().equals(entry.hash())) {
                    return Optional.of(entry);
                }
                previous = entry.hash();
                after = entry.sequence();
            }
            if (page.isEmpty()) {
                return Optional.empty();
            }
        }
    }

    private static AuditEntry sealed(AuditEntry entry, String previous) {
        // As JSON, so that no text can be moved from one part to the next.
        String line = JsonArray.of(
                        previous,
                        entry.sequence(),
                        entry.at(),
                        entry.actor(),
                        entry.surface(),
                        entry.event(),
                        entry.subject(),
                        entry.detail())
                .toString();
        return new AuditEntry(
                entry.sequence(),
                entry.at(),
                entry.actor(),
                entry.surface(),
                entry.event(),
                entry.subject(),
                entry.detail(),
                sha256(line));
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
