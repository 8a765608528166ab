/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.grant;

import static dev.berth.host.grant.GrantTransitionsTest.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.audit.AuditLog;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.Loaded;
import dev.berth.host.fake.MemoryStore;
import dev.berth.host.fake.MovableClock;
import dev.berth.manifest.port.Ungranted;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class GrantBookTest {
    private static final ExtensionId ID = ExtensionId.of("@acme/crm-connector");
    private static final By ADA = new By("ada", "cli");

    private final MemoryStore store = new MemoryStore();
    private final MovableClock clock = new MovableClock();
    private final GrantBook book =
            new GrantBook(store.grants(), new AuditLog(store.audit(), clock), GrantBookTest::platform);
    private final GrantTransitions transitions = new GrantTransitions(ADA, clock.instant());

    private static Set<Optional<String>> platform(ExtensionId id) {
        return Set.of(Optional.empty());
    }

    private void keep(GrantDecision decision) {
        Changes changes = new Changes();
        book.save((GrantDecision.Changed) decision, ADA, changes);
        changes.commit(store.transactor());
    }

    private void request(String ports) {
        keep(transitions.request(book.find(ID), ID, Optional.empty(), set(ports)));
    }

    private void approve(String ports) {
        keep(transitions.approve(book.find(ID), ID, Optional.empty(), set(ports)));
    }

    @Test
    @DisplayName("PORT-S7: first request pending; the same again touches neither an approval nor a revocation")
    void sameRequestAgain() {
        request("ab");
        assertThat(book.find(ID).orElseThrow().standing().status()).isEqualTo(Decision.Status.PENDING);
        approve("ab");
        Grant approved = book.find(ID).orElseThrow();
        assertThat(transitions.request(Optional.of(approved), ID, Optional.empty(), set("ba")))
                .isEqualTo(new GrantDecision.Same(approved));
        keep(transitions.revoke(book.find(ID), ID, PortSet.NONE));
        Grant revoked = book.find(ID).orElseThrow();
        assertThat(transitions.request(Optional.of(revoked), ID, Optional.empty(), set("ab")))
                .isEqualTo(new GrantDecision.Same(revoked));
        assertThat(store.auditLines())
                .containsExactly(
                        "PortRequested @acme/crm-connector by ada",
                        "PortGranted @acme/crm-connector by ada",
                        "PortRevoked @acme/crm-connector by ada");
    }

    @Test
    @DisplayName("PORT-30, PORT-31: live handles follow every change; a released one does not")
    void followers() {
        request("ab");
        UsablePorts first = book.usable(ID, false);
        UsablePorts released = book.usable(ID, false);
        book.release(ID, released);
        assertThat(first.contains(PortName.SETTINGS)).isFalse();
        approve("ab");
        assertThat(first.contains(PortName.SETTINGS)).isTrue();
        assertThat(released.contains(PortName.SETTINGS)).isFalse();
        keep(transitions.revoke(book.find(ID), ID, set("a")));
        assertThat(first.contains(PortName.SETTINGS)).isFalse();
        assertThat(first.contains(PortName.MCP))
                .as("PORT-16: one port does not move another")
                .isTrue();
        assertThat(first.decision(Optional.empty()).reason(PortName.SETTINGS)).isEqualTo(Ungranted.REVOKED);
    }

    @Test
    @DisplayName(
            "PORT-S10: the old revision keeps its ports while an update waits; after the commit the next request stands")
    void candidateFollowsNext() {
        request("ab");
        approve("ab");
        UsablePorts old = book.usable(ID, false);
        keep(transitions.requestNext(book.find(ID).orElseThrow(), set("bc")));
        UsablePorts candidate = book.usable(ID, true);
        assertThat(old.contains(PortName.SETTINGS)).isTrue();
        assertThat(candidate.contains(PortName.SETTINGS)).isFalse();
        assertThat(candidate.contains(PortName.MCP)).isTrue();
        approve("bc");
        assertThat(candidate.contains(PortName.JOBS)).isTrue();
        assertThat(old.contains(PortName.JOBS))
                .as("decided for the next revision only")
                .isFalse();
        Changes commit = new Changes();
        book.commitNext(ID, ADA, commit);
        commit.commit(store.transactor());
        assertThat(book.find(ID).orElseThrow().next()).isEmpty();
        assertThat(candidate.contains(PortName.JOBS)).isTrue();
        keep(transitions.revoke(book.find(ID), ID, set("c")));
        assertThat(candidate.contains(PortName.JOBS)).isFalse();
    }

    @Test
    @DisplayName("PORT-22: rollback drops the next request; so does reading the rows after a crash")
    void dropNext() {
        request("a");
        approve("a");
        Grant before = book.find(ID).orElseThrow();
        keep(transitions.requestNext(before, set("ab")));
        GrantBook reread = new GrantBook(store.grants(), new AuditLog(store.audit(), clock), GrantBookTest::platform);
        assertThat(reread.load(id -> false)).isEmpty();
        assertThat(reread.find(ID).orElseThrow().next()).isEmpty();
        Changes drop = new Changes();
        book.dropNext(ID, drop);
        drop.commit(store.transactor());
        assertThat(book.find(ID).orElseThrow().standing()).isEqualTo(before.standing());
        assertThat(book.find(ID).orElseThrow().next()).isEmpty();
    }

    @Test
    @DisplayName("LIFE-42: an extension with a row that cannot be read has none, so that no other row decides instead")
    void unreadableRow() {
        request("a");
        approve("a");
        ExtensionId other = ExtensionId.of("@acme/ask-agent");
        keep(transitions.request(Optional.empty(), other, Optional.empty(), set("a")));
        List<Grant> rows = store.grants().load().rows();
        GrantStore damaged = new GrantStore() {
            @Override
            public Loaded<Grant> load() {
                Problem problem = Problem.of(ProblemCode.STATUS_UNREADABLE, ID.value(), "The row of acme is damaged.");
                return new Loaded<>(rows, List.of(problem));
            }

            @Override
            public void save(Grant grant) {
                throw new IllegalStateException("Not written");
            }

            @Override
            public void delete(ExtensionId extension) {
                throw new IllegalStateException("Not written");
            }

            @Override
            public void delete(ExtensionId extension, Optional<String> organization) {
                throw new IllegalStateException("Not written");
            }
        };
        GrantBook reread = new GrantBook(damaged, new AuditLog(store.audit(), clock), GrantBookTest::platform);
        assertThat(reread.load(id -> false)).hasSize(1);
        assertThat(reread.find(ID)).isEmpty();
        assertThat(reread.find(other)).isPresent();
    }

    @Test
    @DisplayName("PORT-20, PORT-32: live handles follow the row of their call's organisation")
    void organizations() {
        request("ab");
        approve("ab");
        UsablePorts usable = book.usable(ID, false);
        Optional<String> acme = Optional.of("acme");
        Grant opened = book.find(ID).orElseThrow().forOrganization("acme");
        keep(transitions.revoke(Optional.of(opened), ID, set("a")));
        assertThat(usable.contains(PortName.SETTINGS, () -> acme)).isFalse();
        assertThat(usable.contains(PortName.MCP, () -> acme)).isTrue();
        assertThat(usable.contains(PortName.SETTINGS, Optional::empty)).isTrue();
        assertThat(usable.contains(PortName.SETTINGS, () -> Optional.of("other")))
                .isTrue();
        assertThat(usable.decision(acme).reason(PortName.SETTINGS)).isEqualTo(Ungranted.REVOKED);
        assertThat(book.rows(ID)).extracting(Grant::organization).containsExactly(Optional.empty(), acme);
        Changes gone = new Changes();
        book.delete(ID, gone);
        gone.commit(store.transactor());
        assertThat(book.rows(ID)).isEmpty();
    }

    @Test
    @DisplayName("PORT-30: a decision that cannot be kept changes no handle")
    void failedCommit() {
        request("a");
        UsablePorts usable = book.usable(ID, false);
        store.failCommit(0, MemoryStore.diskFull());
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> approve("a"));
        assertThat(usable.contains(PortName.SETTINGS)).isFalse();
        assertThat(book.find(ID).orElseThrow().standing().approved().isEmpty()).isTrue();
        assertThat(store.auditLines()).hasSize(1);
    }

    @RepeatedTest(5)
    @DisplayName("PORT-S13, PORT-52: after revoke has returned, no new call of 20 threads starts")
    void noCallStartsAfterRevoke() throws InterruptedException {
        request("a");
        approve("a");
        UsablePorts usable = book.usable(ID, false);
        AtomicBoolean returned = new AtomicBoolean();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong started = new AtomicLong();
        AtomicLong late = new AtomicLong();
        CountDownLatch warm = new CountDownLatch(20);
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            callers.add(Thread.ofPlatform().daemon().start(() -> {
                warm.countDown();
                while (!stop.get()) {
                    boolean afterwards = returned.get();
                    if (usable.contains(PortName.SETTINGS)) {
                        started.incrementAndGet();
                        late.addAndGet(afterwards ? 1 : 0);
                    }
                }
            }));
        }
        warm.await();
        while (started.get() < 1_000) {
            Thread.onSpinWait();
        }
        keep(transitions.revoke(book.find(ID), ID, PortSet.NONE));
        returned.set(true);
        long atReturn = started.get();
        stop.set(true);
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(late).hasValue(0);
        assertThat(atReturn).isPositive();
        assertThat(usable.contains(PortName.SETTINGS)).isFalse();
    }
}
