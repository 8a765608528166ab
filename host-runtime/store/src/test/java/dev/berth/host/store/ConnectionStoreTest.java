/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.host.port.nango.ConnectionOwner;
import dev.berth.host.port.nango.ConnectionStore;
import dev.berth.host.port.nango.ConnectionStore.Flow;
import dev.berth.host.port.nango.ConnectionStore.Kept;
import dev.berth.host.port.nango.ConnectionStore.Session;
import dev.berth.host.port.nango.StoredConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConnectionStoreTest extends EitherDatabase {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");
    private static final ConnectionOwner ACME = new ConnectionOwner("acme", Optional.empty());
    private static final ConnectionOwner ADA = new ConnectionOwner("acme", Optional.of("ada"));

    private ConnectionStore connections() {
        return store.connections();
    }

    private static Session session(String hash, ConnectionOwner owner, long expires) {
        return new Session(hash, owner, "files", NOON.plusSeconds(expires));
    }

    private static Flow flow(String hash, String session, long expires) {
        return new Flow(hash, session, "browser", "verifier", NOON.plusSeconds(expires));
    }

    private static Kept kept(String id, ConnectionOwner owner, long at) {
        StoredConnection made = new StoredConnection(id, "files", owner, NOON.plusSeconds(at), Optional.empty());
        return new Kept(made, "sealed-" + id, Optional.of(NOON.plusSeconds(3600)));
    }

    private void connect(Kept kept) {
        String hash = "s-" + kept.connection().connectionId();
        connections().open(session(hash, kept.connection().owner(), 60), NOON);
        assertThat(connections().connect(hash, kept)).isTrue();
    }

    @Test
    @DisplayName("PORT-79: sessions, flows and connections come back after a restart as they were")
    void kept() {
        Session app = session("s1", ACME, 60);
        Session user = session("s2", ADA, 60);
        Flow flow = flow("f1", "s1", 60);
        connections().open(app, NOON);
        connections().open(user, NOON);
        connections().begin(flow, NOON);
        Kept ada = kept("c1", ADA, 1);
        Kept endless = new Kept(kept("c2", ACME, 2).connection(), "sealed", Optional.empty());
        connect(ada);
        connect(endless);
        close();
        open();
        assertThat(connections().session("s1")).contains(app);
        assertThat(connections().session("s2")).contains(user);
        assertThat(connections().session("s3")).isEmpty();
        assertThat(connections().all("acme")).containsExactly(ada.connection(), endless.connection());
        assertThat(connections().all("other")).isEmpty();
        assertThat(connections().find("c1")).contains(ada);
        assertThat(connections().find("c2")).contains(endless);
        assertThat(connections().take("f1")).contains(flow);
        assertThat(connections().take("f1")).isEmpty();
    }

    @Test
    @DisplayName("PORT-79: tokens are replaced, a failure is kept once, and a deleted connection stays deleted")
    void changes() {
        connect(kept("c1", ADA, 1));
        connections().refreshed("c1", "other", Optional.empty());
        assertThat(connections().find("c1"))
                .contains(new Kept(kept("c1", ADA, 1).connection(), "other", Optional.empty()));
        connections().failed("c1", "first");
        connections().failed("c1", "second");
        assertThat(connections().all("acme"))
                .singleElement()
                .satisfies(failed -> assertThat(failed.failure()).contains("first"));
        connections().delete("c1");
        connections().delete("c1");
        connections().refreshed("c1", "again", Optional.empty());
        connections().failed("c1", "again");
        assertThat(connections().find("c1")).isEmpty();
    }

    @Test
    @DisplayName("PORT-79: a session makes one connection, and its flows go with it")
    void oneConnection() {
        connections().open(session("s1", ADA, 60), NOON);
        connections().begin(flow("f1", "s1", 60), NOON);
        assertThat(connections().connect("s1", kept("c1", ADA, 1))).isTrue();
        assertThat(connections().connect("s1", kept("c2", ADA, 2))).isFalse();
        assertThat(connections().connect("s9", kept("c3", ADA, 3))).isFalse();
        assertThat(connections().all("acme")).containsExactly(kept("c1", ADA, 1).connection());
        assertThat(connections().take("f1")).isEmpty();
    }

    @Test
    @DisplayName("PORT-79: a connection is kept with the end of its session or not at all")
    void allOrNothing() {
        connections().open(session("s1", ADA, 60), NOON);
        assertThatThrownBy(() -> store.transactor().within(() -> {
                    connections().connect("s1", kept("c1", ADA, 1));
                    throw new IllegalStateException("cut short");
                }))
                .hasMessage("cut short");
        assertThat(connections().session("s1")).isPresent();
        assertThat(connections().find("c1")).isEmpty();
    }

    @Test
    @DisplayName("PORT-79: of many that take a flow or end a session at once, one does")
    void atOnce() throws Exception {
        connections().open(session("s1", ADA, 60), NOON);
        connections().begin(flow("f1", "s1", 60), NOON);
        List<Future<Boolean>> taken = new ArrayList<>();
        List<Future<Boolean>> ended = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                Kept kept = kept("c" + i, ADA, i);
                taken.add(threads.submit(() -> connections().take("f1").isPresent()));
                ended.add(threads.submit(() -> connections().connect("s1", kept)));
            }
        }
        int takers = 0;
        int enders = 0;
        for (int i = 0; i < 8; i++) {
            takers += taken.get(i).get() ? 1 : 0;
            enders += ended.get(i).get() ? 1 : 0;
        }
        // Whoever ends the session takes its flows along.
        assertThat(takers).isLessThanOrEqualTo(1);
        assertThat(enders).isOne();
        assertThat(connections().all("acme")).hasSize(1);
    }

    @Test
    @DisplayName("PORT-79: what expired is dropped, and so is more than a few of a kind")
    void bounded() {
        connections().open(session("old", ADA, 10), NOON);
        connections().begin(flow("old", "old", 10), NOON);
        connections().open(session("other", ACME, 60), NOON);
        for (int i = 0; i < 25; i++) {
            connections().open(session("s" + i, ADA, 60 + i), NOON.plusSeconds(11));
            connections().begin(flow("f" + i, "s24", 60 + i), NOON.plusSeconds(11));
        }
        assertThat(connections().session("old")).isEmpty();
        assertThat(connections().take("old")).isEmpty();
        assertThat(connections().session("other")).isPresent();
        assertThat(connections().session("s4")).isEmpty();
        assertThat(connections().session("s5")).isPresent();
        assertThat(connections().take("f14")).isEmpty();
        assertThat(connections().take("f15")).isPresent();
    }
}
