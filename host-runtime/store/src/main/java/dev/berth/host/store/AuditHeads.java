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
 * The hash of the first audit entry of every day, in a file of the home, where a user of the database cannot write (TRUST-169). Only
 * appended to; a line says {@code sequence hash time}.
 */
final class AuditHeads {
    private static final Logger LOG = LoggerFactory.getLogger(AuditHeads.class);
    private static final Pattern LINE = Pattern.compile("([1-9][0-9]{0,18}) ([0-9a-f]{64}) .*");

    private final Path file;
    private Optional<LocalDate> last = Optional.empty();

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
        if (!last.equals(Optional.of(day))) {
            kept.get().ifPresent(entry -> append(entry, day));
        }
    }

    private void append(AuditEntry entry, LocalDate day) {
        String line = entry.sequence() + " " + entry.hash() + " " + entry.at() + "\n";
        try {
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            last = Optional.of(day);
        } catch (IOException e) {
            LOG.warn("{} could not be written, so the audit log's hash was not exported: {}", file, e.toString());
        }
    }

    /** Returns the hashes by sequence number; a line of another form is none. */
    Map<Long, String> all() {
        Map<Long, String> all = new TreeMap<>();
        try {
            for (String line :
                    Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList()) {
                Matcher matcher = LINE.matcher(line);
                if (matcher.matches()) {
                    all.put(Long.valueOf(matcher.group(1)), matcher.group(2));
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
