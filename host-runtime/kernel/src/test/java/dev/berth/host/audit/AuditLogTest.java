/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.berth.host.audit.AuditEvent.PortDenied;
import dev.berth.host.audit.AuditEvent.PortGranted;
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
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AuditLogTest {
    private static final ExtensionId ID = ExtensionId.of("@acme/crm-connector");
    private static final By ADA = new By("ada", "cli");

    private final MemoryStore store = new MemoryStore();
    private final MovableClock clock = new MovableClock();
    private final AuditLog log = new AuditLog(store.audit(), clock);

    private void fill(int entries) {
        for (int i = 0; i < entries; i++) {
            clock.move(Duration.ofSeconds(1));
            log.append(new StatusChanged(ID, "active", "archived"), ADA);
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
        assertThat(entry.detail())
                .isEqualTo("{\"subject\":{\"value\":\"@acme/crm-connector\"},\"ports\":[\"jobs\",\"mcp\"]}");
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

    static Stream<UnaryOperator<AuditEntry>> changes() {
        return Stream.of(
                e -> copy(e, e.sequence() + 1, e.at(), e.actor(), e.surface(), e.event(), e.detail(), e.hash()),
                e -> copy(e, e.sequence(), Instant.EPOCH, e.actor(), e.surface(), e.event(), e.detail(), e.hash()),
                e -> copy(e, e.sequence(), e.at(), "eve", e.surface(), e.event(), e.detail(), e.hash()),
                e -> copy(e, e.sequence(), e.at(), e.actor(), "rest", e.event(), e.detail(), e.hash()),
                e -> copy(e, e.sequence(), e.at(), e.actor(), e.surface(), "PortGranted", e.detail(), e.hash()),
                e -> copy(e, e.sequence(), e.at(), e.actor(), e.surface(), e.event(), "{}", e.hash()),
                e -> copy(e, e.sequence(), e.at(), e.actor(), e.surface(), e.event(), e.detail(), "0".repeat(64)));
    }

    private static AuditEntry copy(
            AuditEntry entry,
            long sequence,
            Instant at,
            String actor,
            String surface,
            String event,
            String detail,
            String hash) {
        return new AuditEntry(sequence, at, actor, surface, event, entry.subject(), detail, hash);
    }

    @ParameterizedTest
    @MethodSource("changes")
    @DisplayName("LIFE-145: whatever part of an entry is changed, the entry is found")
    void tampering(UnaryOperator<AuditEntry> change) {
        fill(700);
        AuditEntry changed = change.apply(log.read(600, 1).get(0));
        store.tamper(600, changed);
        assertThat(log.firstBroken()).contains(changed);
    }

    @Test
    @DisplayName("LIFE-145: text cannot be moved from one part of an entry to the next")
    void movedText() {
        log.append(new PortDenied(ID, Optional.empty(), Set.of()), new By("ada\ncli", "rest"));
        AuditEntry entry = log.read(0, 1).get(0);
        store.tamper(0, copy(entry, 1, entry.at(), "ada", "cli\nrest", entry.event(), entry.detail(), entry.hash()));
        assertThat(log.firstBroken()).isPresent();
    }
}
