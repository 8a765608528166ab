/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.berth.host.audit.AuditEntry;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Changes;
import dev.berth.host.fake.Books;
import dev.berth.host.fake.MemoryStore;
import dev.berth.host.fake.MovableClock;
import dev.berth.sdk.value.ExtensionId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MAN-104, MAN-106, I6: which permissions are approved, and from which moment on. */
final class PermissionBookTest {
    private static final ExtensionId CRM = ExtensionId.of("@acme/crm-connector");
    private static final By ANNA = new By("anna", "cli");
    private static final List<String> NAMES = List.of("A", "B", "C", "D", "E", "F");

    private final MemoryStore store = new MemoryStore();

    @TempDir
    Path home;

    private PermissionBook open() {
        PermissionBook book = Books.of(store, new MovableClock(), home);
        assertThat(book.load()).isEmpty();
        return book;
    }

    private void consent(PermissionBook book, String... permissions) {
        Changes changes = new Changes();
        book.consent(CRM, List.of(permissions), ANNA, changes);
        changes.commit(store.transactor());
    }

    private void decide(PermissionBook book, boolean approved, String... permissions) {
        Changes changes = new Changes();
        book.decide(CRM, Set.of(permissions), approved, ANNA, changes);
        changes.commit(store.transactor());
    }

    private static Demand variable(String name) {
        return new Demand.ReadVariable(name);
    }

    private static String permission(String name) {
        return "env:read:" + name;
    }

    @Test
    @DisplayName(
            "I6: at every instant a revision may do what it asks for and what is approved, and nothing else, over random histories")
    void requestedAndApproved() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            MemoryStore fresh = new MemoryStore();
            PermissionBook book = Books.of(fresh, new MovableClock(), home);
            Set<String> approved = new HashSet<>();
            Set<String> decided = new HashSet<>();
            List<Set<String>> requests = new ArrayList<>();
            List<Authority> running = new ArrayList<>();
            for (int step = 0; step < 40; step++) {
                Set<String> some = some(random);
                Set<String> named =
                        some.stream().map(PermissionBookTest::permission).collect(Collectors.toSet());
                Changes changes = new Changes();
                switch (random.nextInt(4)) {
                    case 0 -> {
                        book.consent(CRM, named, ANNA, changes);
                        some.stream().filter(decided::add).forEach(approved::add);
                    }
                    case 1 -> {
                        book.decide(CRM, named, false, ANNA, changes);
                        decided.addAll(some);
                        approved.removeAll(some);
                    }
                    case 2 -> {
                        book.decide(CRM, named, true, ANNA, changes);
                        decided.addAll(some);
                        approved.addAll(some);
                    }
                    default -> {
                        running.add(book.authority(AuthorityTest.revision(named.toArray(String[]::new))));
                        requests.add(some);
                    }
                }
                changes.commit(fresh.transactor());
                for (int one = 0; one < running.size(); one++) {
                    for (String name : NAMES) {
                        assertThat(running.get(one).allows(variable(name)))
                                .as("seed %s, step %s, %s asked by %s", seed, step, name, requests.get(one))
                                .isEqualTo(requests.get(one).contains(name) && approved.contains(name));
                    }
                }
            }
            PermissionBook again = Books.of(fresh, new MovableClock(), home);
            assertThat(again.load()).isEmpty();
            assertThat(again.approved(CRM)).isEqualTo(book.approved(CRM));
        }
    }

    private static Set<String> some(Random random) {
        return NAMES.stream().filter(name -> random.nextBoolean()).collect(Collectors.toSet());
    }

    @Test
    @DisplayName(
            "I6: a revocation holds for every demand that begins after it has returned, however many threads demand")
    void revocationHoldsAtOnce() throws Exception {
        PermissionBook book = open();
        consent(book, "env:read:A");
        Authority authority = book.authority(AuthorityTest.revision("env:read:A"));
        AtomicLong granted = new AtomicLong();
        AtomicLong revoked = new AtomicLong();
        CountDownLatch started = new CountDownLatch(8);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Long>> leaks = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                leaks.add(threads.submit(() -> {
                    long found = 0;
                    started.countDown();
                    while (revoked.get() < 500) {
                        long given = granted.get();
                        long taken = revoked.get();
                        boolean passed = authority.allows(variable("A"));
                        boolean meanwhile = given != granted.get() || taken != revoked.get();
                        // More taken than given: it is revoked, and nobody has begun to give it back.
                        if (passed && given < taken && !meanwhile) {
                            found++;
                        }
                    }
                    return found;
                }));
            }
            assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
            for (int turn = 0; turn < 500; turn++) {
                decide(book, false, "env:read:A");
                revoked.incrementAndGet();
                assertThat(authority.allows(variable("A"))).isFalse();
                // From here on it may be granted: said before it is.
                granted.incrementAndGet();
                decide(book, true, "env:read:A");
                assertThat(authority.allows(variable("A"))).isTrue();
            }
            for (Future<Long> leak : leaks) {
                assertThat(leak.get(30, TimeUnit.SECONDS)).isZero();
            }
        }
    }

    @Test
    @DisplayName("MAN-104: an operator's revocation outlives an update and a restart, and is audited with who did it")
    void revokedStaysRevoked() {
        PermissionBook book = open();
        consent(book, "env:read:A", "env:read:B");
        decide(book, false, "env:read:A");
        consent(book, "env:read:A", "env:read:C");

        PermissionBook again = open();

        assertThat(again.approved(CRM)).containsExactlyInAnyOrder("env:read:B", "env:read:C");
        assertThat(store.audit().read(0, 10))
                .extracting(AuditEntry::event, AuditEntry::actor)
                .containsExactly(tuple("PermissionRevoked", "anna"));
    }

    @Test
    @DisplayName("I6: a decision that could not be stored is none")
    void failedWrites() {
        PermissionBook book = open();
        consent(book, "env:read:A");
        Authority authority = book.authority(AuthorityTest.revision("env:read:A", "env:read:B"));
        Changes changes = new Changes();
        book.decide(CRM, Set.of("env:read:B"), true, ANNA, changes);
        changes.add(() -> {
            throw new IllegalStateException("no room");
        });

        assertThatThrownBy(() -> changes.commit(store.transactor())).hasMessage("no room");

        assertThat(authority.allows(variable("B"))).isFalse();
        assertThat(open().approved(CRM)).containsExactly("env:read:A");
    }

    @Test
    @DisplayName(
            "LIFE-124, LIFE-106: what is deleted has no decisions; what runs of it keeps what it had until it is ended")
    void deletion() {
        PermissionBook book = open();
        consent(book, "env:read:A");
        Authority authority = book.authority(AuthorityTest.revision("env:read:A"));
        Changes changes = new Changes();
        book.delete(CRM, changes);
        changes.commit(store.transactor());

        assertThat(open().rows(CRM)).isEmpty();
        assertThat(authority.allows(variable("A"))).isTrue();
        book.end(authority);
        assertThat(authority.allows(variable("A"))).isFalse();
    }
}
