/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import dev.berth.host.audit.AuditEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hash of the first audit entry of every day, and of the last one before the host stops, in a file of the home, where a user of the
 * database cannot write (TRUST-169). Only appended to; a line says {@code sequence hash time}.
 */
final class AuditHeads {
    private static final Logger LOG = LoggerFactory.getLogger(AuditHeads.class);
    private static final Pattern LINE = Pattern.compile("([1-9][0-9]{0,18}) ([0-9a-f]{64}) .*");

    private final Path file;
    private Optional<LocalDate> last = Optional.empty();
    private boolean behind;

    AuditHeads(Path file) {
        this.file = file;
    }

    /**
     * Appends the first entry of a day that this process keeps.
     *
     * @param at when something was written
     * @param kept looks up what of it is on the disk
     */
    synchronized void export(Instant at, Supplier<Optional<AuditEntry>> kept) {
        LocalDate day = at.atOffset(ZoneOffset.UTC).toLocalDate();
        behind = true;
        if (!last.equals(Optional.of(day))) {
            kept.get().ifPresent(entry -> append(entry, day));
        }
    }

    /** Appends the last entry, if something was written since one was appended: nobody cuts the end off before the next start unseen. */
    synchronized void exportEnd(Supplier<Optional<AuditEntry>> end) {
        if (behind) {
            behind = false;
            end.get().ifPresent(entry -> append(entry, LocalDate.EPOCH));
        }
    }

    private void append(AuditEntry entry, LocalDate day) {
        String line = entry.sequence() + " " + entry.hash() + " " + entry.at() + "\n";
        try {
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            last = Optional.of(day);
            behind = false;
        } catch (IOException e) {
            LOG.warn("{} could not be written, so the audit log's hash was not exported: {}", file, e.toString());
        }
    }

    /** Returns the hashes by sequence number, of two for one the first; a line of another form is none. */
    Map<Long, String> all() {
        Map<Long, String> all = new TreeMap<>();
        try {
            for (String line :
                    Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList()) {
                Matcher matcher = LINE.matcher(line);
                if (matcher.matches()) {
                    all.putIfAbsent(Long.valueOf(matcher.group(1)), matcher.group(2));
                }
            }
        } catch (NoSuchFileException e) {
            LOG.debug("{} is not there yet", file);
        } catch (IOException e) {
            LOG.warn("{} could not be read: {}", file, e.toString());
        }
        return all;
    }
}
