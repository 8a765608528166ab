/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.berth.host.audit.AuditEvent.PortDenied;
import dev.berth.host.audit.AuditEvent.PortGranted;
import dev.berth.host.audit.AuditEvent.PurgeCommitted;
import dev.berth.host.audit.AuditEvent.PurgeStarted;
import dev.berth.host.audit.AuditEvent.StatusChanged;
import dev.berth.host.fake.MemoryStore;
import dev.berth.host.fake.MovableClock;
import dev.berth.sdk.value.ExtensionId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditLogTest {
    private static final ExtensionId ID = ExtensionId.of("@acme/crm-connector");
    private static final By ADA = new By("ada", "cli");

    private final MemoryStore store = new MemoryStore();
    private final MovableClock clock = new MovableClock();
    private final AuditLog log = new AuditLog(store.audit(), clock);

    private void fill(int entries) {
        for (int i = 0; i < entries; i++) {
            clock.move(Duration.ofSeconds(1));
            log.append(new StatusChanged(ID, "1.0.0", "active", "archived", "archive"), ADA);
        }
    }

    @Test
    @DisplayName("LIFE-145, LIFE-146: an entry says what, who, where, about whom and when")
    void entry() {
        log.append(new PortGranted(ID, Optional.empty(), new LinkedHashSet<>(List.of("jobs", "mcp"))), ADA);
        AuditEntry entry = log.read(0, 10).get(0);
        assertThat(entry.sequence()).isEqualTo(1);
        assertThat(entry.at()).isEqualTo(clock.instant());
        assertThat(entry.actor()).isEqualTo("ada");
        assertThat(entry.surface()).isEqualTo("cli");
        assertThat(entry.event()).isEqualTo("PortGranted");
        assertThat(entry.subject()).isEqualTo("@acme/crm-connector");
        assertThat(entry.after()).isEqualTo("{\"ports\":[\"jobs\",\"mcp\"]}");
        assertThat(entry.revision() + entry.before() + entry.reason()).isEmpty();
        assertThat(entry.hash()).matches("[0-9a-f]{64}");
        assertThatIllegalArgumentException().isThrownBy(() -> new By(" ", "cli"));
        assertThatIllegalArgumentException().isThrownBy(() -> new By("ada", ""));
    }

    @Test
    @DisplayName("LIFE-145: an untouched chain is whole, over several pages, and two equal events differ by their hash")
    void whole() {
        fill(1_203);
        assertThat(log.firstBroken()).isEmpty();
        assertThat(log.read(0, 2)).extracting(AuditEntry::hash).doesNotHaveDuplicates();
        assertThat(log.read(1_200, 10)).extracting(AuditEntry::sequence).containsExactly(1_201L, 1_202L, 1_203L);
    }

    /** A part of an entry, and the same with another value. */
    private static AuditEntry with(AuditEntry entry, String part, String value) {
        return new AuditEntry(
                part.equals("sequence") ? entry.sequence() + 1 : entry.sequence(),
                part.equals("at") ? Instant.EPOCH : entry.at(),
                part.equals("actor") ? value : entry.actor(),
                part.equals("surface") ? value : entry.surface(),
                part.equals("event") ? value : entry.event(),
                part.equals("subject") ? value : entry.subject(),
                part.equals("revision") ? value : entry.revision(),
                part.equals("before") ? value : entry.before(),
                part.equals("after") ? value : entry.after(),
                part.equals("reason") ? value : entry.reason(),
                part.equals("hash") ? value : entry.hash());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sequence",
                "at",
                "actor",
                "surface",
                "event",
                "subject",
                "revision",
                "before",
                "after",
                "reason",
                "hash"
            })
    @DisplayName("LIFE-145, TRUST-164, TRUST-168: whatever part of an entry is changed, the entry is found")
    void tampering(String part) {
        fill(700);
        AuditEntry changed = with(log.read(600, 1).get(0), part, "eve");
        store.tamper(600, changed);
        assertThat(log.firstBroken()).map(AuditLog.Broken::sequence).contains(601L);
    }

    @Test
    @DisplayName("LIFE-145: text cannot be moved from one part of an entry to the next")
    void movedText() {
        log.append(new PortDenied(ID, Optional.empty(), Set.of()), new By("ada\ncli", "rest"));
        AuditEntry entry = log.read(0, 1).get(0);
        store.tamper(0, with(with(entry, "actor", "ada"), "surface", "cli\nrest"));
        assertThat(log.firstBroken()).isPresent();
    }

    @Test
    @DisplayName("G13, G14, TRUST-164 to TRUST-166: the hashes of the specification")
    void golden() {
        AuditEntry first = new AuditEntry(
                        1,
                        Instant.parse("2026-03-24T00:00:00Z"),
                        "user:ada",
                        "cli",
                        "promote",
                        "@acme/my-widget",
                        "1.0.0",
                        "private",
                        "public",
                        "",
                        "")
                .sealed("0".repeat(64));
        assertThat(first.hash()).isEqualTo("0b31c88bed12bd3275657de5a0c110678b47bedd09c312af2bb4f400cce189ea");
        AuditEntry second = new AuditEntry(
                        2,
                        Instant.parse("2026-03-24T00:01:00Z"),
                        "operator:root",
                        "cli",
                        "purge-started",
                        "@acme/my-widget",
                        "1.0.0",
                        "active",
                        "",
                        "cleanup",
                        "")
                .sealed(first.hash());
        assertThat(second.hash()).isEqualTo("e8a80e2e0b24b4f55dc0629c2273ffc8458d4dee26e9778eefde6b381898fa4e");
    }

    @Test
    @DisplayName("TRUST-165: an event's parts go where their names say, and all that is empty is an empty text")
    void parts() {
        log.append(new PurgeStarted(ID, "1.0.0", "active", "cleanup"), ADA);
        log.append(new PurgeCommitted(ID, "1.0.0", 2), ADA);
        assertThat(log.read(0, 2))
                .extracting(AuditEntry::event, AuditEntry::before, AuditEntry::after, AuditEntry::reason)
                .containsExactly(
                        tuple("purge-started", "active", "", "cleanup"),
                        tuple("purge-committed", "", "{\"packages\":2}", ""));
    }
}
