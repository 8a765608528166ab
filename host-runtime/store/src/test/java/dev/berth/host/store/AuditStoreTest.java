/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import static dev.berth.host.store.Rows.CRM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.audit.AuditEvent;
import dev.berth.host.audit.AuditLog;
import dev.berth.host.audit.By;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How the audit log is kept, and what somebody with the database's password may do to it (LIFE-145, TRUST-164 to TRUST-169). */
class AuditStoreTest extends EitherDatabase {
    /** LIFE-145: chained over restarts; a changed line is found. */
    @Test
    void keepsTheAuditChain() {
        for (int i = 1; i <= 3; i++) {
            Rows.log(store.audit())
                    .append(new AuditEvent.StatusChanged(CRM, "1.0.0", "active", "archived", "archive"), By.CONFIG);
            reopen();
        }
        AuditLog log = Rows.log(store.audit());
        assertThat(log.read(0, 10)).extracting(entry -> entry.sequence()).containsExactly(1L, 2L, 3L);
        assertThat(log.read(1, 1)).extracting(entry -> entry.sequence()).containsExactly(2L);
        assertThat(log.firstBroken()).isEmpty();
        assertThat(log.firstBroken()).isEmpty();
    }

    /** What somebody with the database's password may do to the log. */
    @SuppressWarnings("ImmutableEnumChecker") // lists of statements
    enum Tampering {
        CHANGED(3, "update audit set became = 'active' where sequence = 3"),
        DELETED(3, "delete from audit where sequence = 3"),
        SWAPPED(
                2,
                "update audit set sequence = 99 where sequence = 2",
                "update audit set sequence = 2 where sequence = 4",
                "update audit set sequence = 4 where sequence = 99"),
        INSERTED(
                6,
                "insert into audit (sequence, happened_at, actor, surface, event, subject, revision, was, became, reason, hash)"
                        + " select 6, happened_at, 'eve', surface, event, subject, revision, was, became, reason, hash"
                        + " from audit where sequence = 5"),
        FIRST_DELETED(1, "delete from audit where sequence = 1"),
        CUT_OFF(1, "delete from audit");

        private final long firstBad;
        private final List<String> statements;

        Tampering(long firstBad, String... statements) {
            this.firstBad = firstBad;
            this.statements = List.of(statements);
        }
    }

    @Test
    @DisplayName(
            "TRUST-168, TRUST-169, LIFE-145: changed, deleted, swapped, inserted and cut-off rows are found by the first bad one")
    void findsTampering() {
        for (int i = 1; i <= 5; i++) {
            Rows.log(store.audit())
                    .append(new AuditEvent.StatusChanged(CRM, "1.0.0", "active", "archived", "archive"), By.CONFIG);
        }
        for (Tampering tampering : Tampering.values()) {
            store.database().write(sql -> {
                for (String statement : tampering.statements) {
                    assertThat(sql.update(statement)).as(statement).isPositive();
                }
                return true;
            });
            assertThat(Rows.log(store.audit()).firstBroken())
                    .as(tampering.name())
                    .map(AuditLog.Broken::sequence)
                    .contains(tampering.firstBad);
            refill();
        }
    }

    /** Writes the same five entries anew; the file with the exported hashes is that of the first time. */
    private void refill() {
        damaged("delete from audit");
        for (int i = 1; i <= 5; i++) {
            Rows.log(store.audit())
                    .append(new AuditEvent.StatusChanged(CRM, "1.0.0", "active", "archived", "archive"), By.CONFIG);
        }
        assertThat(Rows.log(store.audit()).firstBroken()).isEmpty();
    }

    @Test
    @DisplayName(
            "TRUST-169: a log that was written anew from its first entry on is not the one whose hash was exported")
    void findsAnotherLog() throws IOException {
        Rows.log(store.audit())
                .append(new AuditEvent.StatusChanged(CRM, "1.0.0", "active", "archived", "archive"), By.CONFIG);
        assertThat(Files.readString(temp.resolve("audit.heads"))).matches("1 [0-9a-f]{64} [^\n]+\n");
        damaged("delete from audit");
        Rows.log(store.audit())
                .append(new AuditEvent.StatusChanged(CRM, "1.0.0", "active", "locked", "lock"), By.CONFIG);
        assertThat(Rows.log(store.audit()).firstBroken())
                .hasValueSatisfying(broken -> assertThat(broken.found()).isEqualTo("is not the one that was exported"));
        Files.writeString(temp.resolve("audit.heads"), "nonsense\n0 x y\n");
        assertThat(Rows.log(store.audit()).firstBroken()).isEmpty();
    }

    @Test
    @DisplayName(
            "TRUST-168, TRUST-169: an end that was cut off while no host ran is missed, also when other entries stand in its place")
    void missesTheEnd() {
        for (int i = 1; i <= 3; i++) {
            Rows.log(store.audit())
                    .append(new AuditEvent.StatusChanged(CRM, "1.0.0", "active", "archived", "archive"), By.CONFIG);
        }
        reopen();
        assertThat(Rows.log(store.audit()).firstBroken()).isEmpty();
        damaged("delete from audit where sequence = 3");
        assertThat(Rows.log(store.audit()).firstBroken()).hasValueSatisfying(broken -> {
            assertThat(broken.sequence()).isEqualTo(3);
            assertThat(broken.found()).isEqualTo("is missing");
        });
        Rows.log(store.audit())
                .append(new AuditEvent.StatusChanged(CRM, "1.0.0", "active", "locked", "lock"), By.CONFIG);
        reopen();
        assertThat(Rows.log(store.audit()).firstBroken()).hasValueSatisfying(broken -> {
            assertThat(broken.sequence()).isEqualTo(3);
            assertThat(broken.found()).isEqualTo("is not the one that was exported");
        });
    }

    @Test
    @DisplayName("TRUST-169: what was rolled back is not exported")
    void exportsWhatWasKept() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> store.transactor().run(() -> {
                    Rows.log(store.audit())
                            .append(
                                    new AuditEvent.StatusChanged(CRM, "1.0.0", "active", "archived", "archive"),
                                    By.CONFIG);
                    throw new IllegalStateException("rolled back");
                }));
        assertThat(temp.resolve("audit.heads")).doesNotExist();
    }

    /** Changes rows behind the store's back. */
    private int damaged(String statement) {
        return store.database().write(sql -> sql.update(statement));
    }
}
