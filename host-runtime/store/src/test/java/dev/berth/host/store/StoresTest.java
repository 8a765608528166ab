/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import static dev.berth.host.store.Rows.ASK;
import static dev.berth.host.store.Rows.CRM;
import static dev.berth.host.store.Rows.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.audit.By;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.InstalledExtension.Row;
import dev.berth.host.extension.Loaded;
import dev.berth.host.extension.Origin;
import dev.berth.host.extension.Probation;
import dev.berth.host.extension.Scope;
import dev.berth.host.extension.Status;
import dev.berth.host.grant.Decision;
import dev.berth.host.grant.Grant;
import dev.berth.host.grant.PortSet;
import dev.berth.host.identity.Role;
import dev.berth.host.identity.Token;
import dev.berth.host.journal.BatchEntry;
import dev.berth.host.journal.JournalEntry;
import dev.berth.host.journal.JournalEntry.Phase;
import dev.berth.host.kind.NativeRow;
import dev.berth.host.permission.Mount;
import dev.berth.host.permission.PermissionRow;
import dev.berth.manifest.Kind;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.Severity;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StoresTest extends EitherDatabase {
    @Test
    void keepsExtensionsWithTheirRevisions() {
        InstalledExtension crm =
                Rows.installed(CRM, 3).status(Scope.PLATFORM, Status.LOCKED).quarantined("crash-loop");
        InstalledExtension ask = Rows.installed(ASK, 1);
        store.extensions().save(crm);
        store.extensions().save(ask);
        reopen();
        assertThat(store.extensions().load()).isEqualTo(new Loaded<>(List.of(ask, crm), List.of()));
    }

    /** LIFE-3: a row a scope, whatever the level of its owner. */
    @Test
    void keepsRowsOfSeveralScopes() {
        Row archived = new Row(Status.ARCHIVED, new Origin.Sample("crm"), true, NOON.plusSeconds(9));
        Scope acme = Scope.of(Optional.of("acme"));
        Scope agent = new Scope(Scope.Level.AGENT, "a1", Optional.of("acme"));
        InstalledExtension crm = Rows.installed(CRM, 2).with(acme, archived).with(agent, archived);
        store.extensions().save(crm);
        reopen();
        assertThat(store.extensions().load().rows()).containsExactly(crm);
        InstalledExtension left = crm.without(Scope.PLATFORM).without(agent);
        store.extensions().save(left);
        assertThat(store.extensions().load().rows()).containsExactly(left);
        assertThat(left.isLive()).isFalse();
    }

    @Test
    @DisplayName("MAN-104, ENG-20: decisions about permissions and mounts are kept, replaced and deleted one by one")
    void keepsPermissionsAndMounts() {
        By anna = new By("anna", "cli");
        Instant now = Instant.parse("2026-03-01T10:00:00Z");
        PermissionRow approved = new PermissionRow(CRM, "net:connect:[::1]:443", true, anna, now);
        PermissionRow revoked = new PermissionRow(CRM, "net:connect:[::1]:443", false, anna, now.plusSeconds(1));
        PermissionRow other = new PermissionRow(CRM, "fs:read:" + "m".repeat(120), true, By.CONFIG, now);
        Mount before = new Mount("reports", Path.of("/srv/reports"), anna, now);
        Mount after = new Mount("reports", Path.of("/srv/berichte für alle"), anna, now);
        store.permissions().save(approved);
        store.permissions().save(other);
        store.permissions().save(revoked);
        store.permissions().save(before);
        store.permissions().save(after);
        store.permissions().save(new Mount("gone", Path.of("/srv/gone"), anna, now));
        store.permissions().delete("gone");
        store.permissions().delete("never there");
        reopen();
        assertThat(store.permissions().load().rows()).containsExactly(other, revoked);
        assertThat(store.permissions().mounts()).containsExactly(after);
        store.permissions().delete(CRM);
        assertThat(store.permissions().load().rows()).isEmpty();
    }

    /** LIFE-94: what is held is found again by scope and content, and only the newest word about it. */
    @Test
    void keepsWhatIsHeldOfKinds() {
        Scope acme = Scope.of(Optional.of("acme"));
        NativeRow skill = new NativeRow(CRM, Kind.SKILL, acme, "ab", NativeRow.Part.SKILL, "greet", "{\"é\":1}", false);
        NativeRow other =
                new NativeRow(CRM, Kind.SKILL, Scope.PLATFORM, "ab", NativeRow.Part.SKILL, "greet", "{}", true);
        store.natives().save(skill);
        store.natives().save(other);
        NativeRow archived = new NativeRow(CRM, Kind.SKILL, acme, "ab", NativeRow.Part.SKILL, "greet", "{}", true);
        store.natives().save(archived);
        reopen();
        assertThat(store.natives().load()).containsExactlyInAnyOrder(archived, other);
        store.natives().delete(skill);
        store.natives().delete(skill);
        assertThat(store.natives().load()).containsExactly(other);
    }

    /** LIFE-114: what one organisation keeps goes alone. */
    @Test
    void deletesWhatIsOfOneOrganization() {
        for (String organization : List.of("acme", "other")) {
            store.backends().settings().put(CRM, organization, "url", "1");
            Grant grant = Rows.grant(CRM, PortName.SETTINGS);
            store.grants().save(grant.forOrganization(organization));
        }
        assertThat(store.backends().settings().organizations(CRM)).containsExactlyInAnyOrder("acme", "other");
        store.backends().settings().deleteIn(CRM, "acme");
        store.grants().delete(CRM, Optional.of("acme"));
        reopen();
        assertThat(store.backends().settings().organizations(CRM)).containsExactly("other");
        assertThat(store.grants().load().rows()).extracting(Grant::organization).containsExactly(Optional.of("other"));
        assertThat(store.backends().secrets().organizations(CRM)).isEmpty();
        assertThat(store.backends().jobs().organizations(CRM)).isEmpty();
    }

    @Test
    void keepsNoRevisionThatARowDoesNotName() {
        store.extensions().save(Rows.installed(CRM, 1));
        store.extensions().save(Rows.installed(CRM, 2));
        store.extensions().save(Rows.installed(CRM, 3));
        assertThat(store.extensions().load().rows()).containsExactly(Rows.installed(CRM, 3));
        store.extensions().delete(CRM);
        store.extensions().delete(CRM);
        assertThat(store.extensions().load().rows()).isEmpty();
        assertThat(damaged("delete from revision"))
                .as("revisions that are left")
                .isZero();
    }

    /** LIFE-42: an unreadable row is told, and hides no other. */
    @Test
    void anUnreadableRowHidesNoOther() {
        store.extensions().save(Rows.installed(CRM, 1));
        store.extensions().save(Rows.installed(ASK, 1));
        for (String damage : List.of(
                "update extension_row set status = 'ASLEEP' where extension = '@acme/crm-connector'",
                "update extension_row set owner_level = 'GALAXY' where extension = '@acme/crm-connector'",
                "update extension_row set organization = 'acme' where extension = '@acme/crm-connector'",
                "update extension_row set origin = 'Moon' where extension = '@acme/crm-connector'",
                "delete from extension_row where extension = '@acme/crm-connector'",
                "update revision set manifest = '{' where extension = '@acme/crm-connector'",
                "update revision set manifest = '@acme/ask-agent 1.1.0' where extension = '@acme/crm-connector'",
                "update revision set origin = 'Moon' where extension = '@acme/crm-connector'",
                "update revision set tier = 'BEST' where extension = '@acme/crm-connector'",
                "delete from revision where extension = '@acme/crm-connector'")) {
            store.extensions().save(Rows.installed(CRM, 1));
            assertThat(damaged(damage)).isPositive();
            Loaded<InstalledExtension> loaded = store.extensions().load();
            assertThat(loaded.rows()).as(damage).containsExactly(Rows.installed(ASK, 1));
            assertThat(loaded.unreadable()).as(damage).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(ProblemCode.STATUS_UNREADABLE);
                assertThat(problem.subject()).isEqualTo("@acme/crm-connector");
                assertThat(problem.isError()).isTrue();
            });
        }
    }

    /** LIFE-42, LIFE-S14: one whose status is damaged can still be told, for a host that requires it; one without content cannot. */
    @Test
    void aDamagedStatusIsSalvaged() {
        store.extensions().save(Rows.installed(CRM, 2).quarantined("crash-loop"));
        store.extensions().save(Rows.installed(ASK, 1));
        damaged("update extension_row set status = 'ASLEEP'");
        Loaded<InstalledExtension> loaded = store.extensions().load();
        assertThat(loaded.rows()).isEmpty();
        assertThat(loaded.unreadable()).extracting(Problem::code).containsOnly(ProblemCode.STATUS_UNREADABLE);
        assertThat(loaded.salvaged()).hasSize(2).allSatisfy(row -> {
            assertThat(row.status()).isEqualTo(Status.LOCKED);
            assertThat(row.rows().keySet()).containsExactly(Scope.PLATFORM);
        });
        assertThat(loaded.salvaged())
                .filteredOn(row -> row.id().equals(CRM))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.current()).isEqualTo(Rows.revision(CRM, 2));
                    assertThat(row.previous()).contains(Rows.revision(CRM, 1));
                    assertThat(row.quarantine()).contains("crash-loop");
                });
        damaged("update revision set manifest = '{' where extension = '@acme/crm-connector'");
        assertThat(store.extensions().load().salvaged())
                .extracting(InstalledExtension::id)
                .containsExactly(ASK);
    }

    /** LIFE-42, and LIFE-109: what runs does not depend on what it could be rolled back to. */
    @Test
    void anUnreadableRollbackTargetIsAWarning() {
        store.extensions().save(Rows.installed(CRM, 2));
        damaged("update revision set manifest = '{' where number = 1");
        Loaded<InstalledExtension> loaded = store.extensions().load();
        assertThat(loaded.rows()).singleElement().satisfies(row -> {
            assertThat(row.current()).isEqualTo(Rows.revision(CRM, 2));
            assertThat(row.previous()).isEmpty();
        });
        assertThat(loaded.unreadable()).extracting(Problem::severity).containsExactly(Severity.WARNING);
    }

    /** Of a token only its hash; a row that cannot be read lets nobody in and hides no other. */
    @Test
    void keepsTokens() {
        Token member = new Token(
                "0123456789abcdef",
                "a".repeat(64),
                "Mia Müller",
                Optional.of("acme"),
                Set.of(Role.MEMBER, Role.OPERATOR),
                "owner",
                NOON,
                Optional.of(NOON.plusSeconds(60)),
                Optional.empty());
        Token owner = new Token(
                "fedcba9876543210",
                "b".repeat(64),
                "max",
                Optional.empty(),
                Set.of(Role.OWNER),
                "mia",
                NOON,
                Optional.empty(),
                Optional.of(NOON));
        store.tokens().save(owner.withRoles(Set.of(Role.ADMIN)));
        store.tokens().save(owner);
        store.tokens().save(member);
        reopen();
        assertThat(store.tokens().load()).isEqualTo(new Loaded<>(List.of(member, owner), List.of()));
        for (String damage : List.of("roles = 'member king'", "roles = ''", "hash = 'x'")) {
            assertThat(damaged("update access_token set " + damage + " where id = '0123456789abcdef'"))
                    .isPositive();
            assertThat(store.tokens().load().rows()).as(damage).containsExactly(owner);
            assertThat(store.tokens().load().unreadable())
                    .as(damage)
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.subject()).isEqualTo("0123456789abcdef"));
            store.tokens().save(member);
        }
        store.tokens().delete("0123456789abcdef");
        store.tokens().delete("0123456789abcdef");
        assertThat(store.tokens().load()).isEqualTo(new Loaded<>(List.of(owner), List.of()));
    }

    /** PORT-20, PORT-22. */
    @Test
    void keepsGrantsWithTheirNextRequest() {
        Grant standing = Rows.grant(CRM, PortName.SETTINGS, PortName.AUTH_SESSION);
        PortSet asked = PortSet.of(List.of(PortName.SETTINGS, PortName.SECRETS, PortName.JOBS));
        PortSet settings = PortSet.of(List.of(PortName.SETTINGS));
        PortSet jobs = PortSet.of(List.of(PortName.JOBS));
        Grant updating = new Grant(
                ASK,
                Optional.of("acme"),
                standing.standing(),
                Optional.of(new Decision(asked, Decision.Status.PENDING, settings, jobs, PortSet.NONE)),
                new By("mia", "cli"),
                NOON);
        store.grants().save(updating);
        store.grants().save(standing);
        reopen();
        assertThat(store.grants().load()).isEqualTo(new Loaded<>(List.of(updating, standing), List.of()));

        Grant committed = new Grant(ASK, Optional.of("acme"), updating.asked(), Optional.empty(), By.POLICY, NOON);
        store.grants().save(committed);
        assertThat(store.grants().load().rows()).containsExactly(committed, standing);

        damaged("update port_grant set approved = 'settings sight' where extension = '@acme/ask-agent'");
        assertThat(store.grants().load().rows()).containsExactly(standing);
        assertThat(store.grants().load().unreadable())
                .extracting(Problem::subject)
                .containsExactly("@acme/ask-agent");

        store.grants().delete(ASK);
        store.grants().delete(CRM);
        assertThat(store.grants().load()).isEqualTo(new Loaded<>(List.of(), List.of()));
    }

    /** PORT-64, PORT-67, LIFE-124. */
    @Test
    void keepsSettingsByExtensionOrganizationAndKey() {
        store.backends().settings().put(CRM, "acme", "url", "\"a\"");
        store.backends().settings().put(CRM, "acme", "url", "\"b\"");
        store.backends().settings().put(CRM, "acme", "big", "\"" + "x".repeat(256 * 1024) + "\"");
        store.backends().settings().put(CRM, "other", "url", "1");
        store.backends().settings().put(ASK, "acme", "url", "2");
        reopen();
        assertThat(store.backends().settings().get(CRM, "acme", "url")).contains("\"b\"");
        assertThat(store.backends().settings().get(CRM, "acme", "big").orElseThrow())
                .hasSize(256 * 1024 + 2);
        assertThat(store.backends().settings().get(CRM, "acme", "none")).isEmpty();
        store.backends().settings().delete(CRM, "acme", "url");
        store.backends().settings().delete(CRM, "acme", "url");
        assertThat(store.backends().settings().get(CRM, "acme", "url")).isEmpty();
        store.backends().settings().deleteAll(CRM);
        assertThat(store.backends().settings().get(CRM, "other", "url")).isEmpty();
        assertThat(store.backends().settings().get(ASK, "acme", "url")).contains("2");
    }

    /** LIFE-87, LIFE-88. */
    @Test
    void tellsWhichOperationsAreOpen() {
        store.journal().append(entry("one", Phase.MATERIALIZED));
        store.journal().append(entry("two", Phase.MATERIALIZED));
        store.journal().append(entry("three", Phase.MATERIALIZED));
        store.journal().append(entry("two", Phase.FINALIZED));
        reopen();
        assertThat(store.journal().open())
                .containsExactly(entry("one", Phase.MATERIALIZED), entry("three", Phase.MATERIALIZED));
        store.journal().append(entry("one", Phase.ROLLED_BACK));
        store.journal().append(entry("three", Phase.REMOVED));
        assertThat(store.journal().open()).containsExactly(entry("three", Phase.REMOVED));
        store.journal().append(entry("three", Phase.FINALIZED));
        assertThat(store.journal().open()).isEmpty();
    }

    @Test
    @DisplayName(
            "LIFE-97: an update that waits is kept with its row, is not open in the journal, and is forgotten with it")
    void waitingUpdate() {
        JournalEntry waits = entry("one", Phase.WAITING);
        store.journal().append(entry("one", Phase.MATERIALIZED));
        store.journal().append(waits);
        assertThat(store.journal().open()).isEmpty();
        assertThat(store.journal().waiting(waits.extension())).containsExactly(waits);
        store.journal().append(entry("one", Phase.SUPERSEDED));
        assertThat(store.journal().waiting(waits.extension())).isEmpty();
        InstalledExtension row = Rows.installed(CRM, 2);
        InstalledExtension watched = row.watched(new Probation(Optional.of(Rows.NOON), 5, 2, 1));
        store.extensions().save(watched);
        assertThat(store.extensions().load().rows()).as("LIFE-101").containsExactly(watched);

        InstalledExtension waiting = row.waitingFor(Optional.of(Rows.revision(CRM, 3)));
        store.extensions().save(waiting);
        assertThat(store.extensions().load().rows()).containsExactly(waiting);
        store.extensions().save(row);
        assertThat(store.extensions().load().rows()).containsExactly(row);
    }

    /** LIFE-91: append-only, and the last line of each batch says how far it came. */
    @Test
    void tellsWhichBatchesAreOpen() {
        BatchEntry one = batch("one", Optional.empty());
        BatchEntry two = batch("two", Optional.of("acme"));
        store.journal().append(one);
        store.journal().append(two);
        BatchEntry further = two.at(BatchEntry.Phase.INSTALLED, Clock.fixed(NOON, ZoneOffset.UTC));
        store.journal().append(further);
        reopen();
        assertThat(store.journal().openBatches()).containsExactly(one, further);
        store.journal().append(one.at(BatchEntry.Phase.ROLLED_BACK, Clock.fixed(NOON, ZoneOffset.UTC)));
        store.journal().append(two.at(BatchEntry.Phase.FINALIZED, Clock.fixed(NOON, ZoneOffset.UTC)));
        assertThat(store.journal().openBatches()).isEmpty();
    }

    private static BatchEntry batch(String name, Optional<String> organization) {
        return new BatchEntry(
                name,
                organization,
                List.of(
                        new BatchEntry.Member(ASK, "%064x".formatted(1)),
                        new BatchEntry.Member(CRM, "%064x".formatted(2))),
                BatchEntry.Phase.PLANNED,
                NOON);
    }

    private static JournalEntry entry(String operation, Phase phase) {
        return new JournalEntry(operation, "install", CRM, "%064x".formatted(1), phase, NOON);
    }

    /** Changes rows behind the store's back. */
    private int damaged(String statement) {
        return store.database().write(sql -> sql.update(statement));
    }
}
