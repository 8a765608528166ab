/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import static dev.berth.host.store.Rows.CRM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.grant.Grant;
import dev.berth.sdk.port.PortName;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sixteen at once: no update is lost, nothing fails, and each write is there when its call has returned. */
class ConcurrentWritersTest extends EitherDatabase {
    private static final int WRITERS = 16;
    private static final int ROUNDS = 25;

    @Override
    void open() {
        // Small, so that a file is written anew meanwhile.
        store = HostStore.open(temp, server, Rows::manifest, 1 << 18);
    }

    private int get(String key) {
        return store.backends()
                .settings()
                .get(CRM, "acme", key)
                .map(Integer::parseInt)
                .orElse(0);
    }

    private void put(String key, int value) {
        store.backends().settings().put(CRM, "acme", key, Integer.toString(value));
    }

    /** Lets every writer do something as often as there are rounds; a throw of one is the test's. */
    private static void together(IntConsumer writer) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int number = i;
                all.add(threads.submit(() -> IntStream.range(0, ROUNDS).forEach(round -> writer.accept(number))));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
    }

    @Test
    void whatIsReadAndWrittenInATransactionIsNotLost() throws Exception {
        together(writer -> store.transactor().run(() -> put("n", get("n") + 1)));
        assertThat(get("n")).isEqualTo(WRITERS * ROUNDS);
        reopen();
        assertThat(get("n")).isEqualTo(WRITERS * ROUNDS);
    }

    @Test
    void aWriterSeesItsOwnWritesAtOnce() throws Exception {
        together(writer -> {
            int next = get("n" + writer) + 1;
            put("n" + writer, next);
            assertThat(get("n" + writer)).isEqualTo(next);
        });
        assertThat(IntStream.range(0, WRITERS).map(writer -> get("n" + writer))).containsOnly(ROUNDS);
    }

    @Test
    void oneKeyWrittenByAllHoldsWhatOneOfThemWrote() throws Exception {
        together(writer -> put("n", writer));
        assertThat(get("n")).isBetween(0, WRITERS - 1);
    }

    /** PORT-20: a grant is several rows, and never a mixture of two decisions. */
    @Test
    void aGrantIsWhatOneWriterDecided() throws Exception {
        List<Grant> decisions = List.of(
                Rows.grant(CRM, PortName.SETTINGS),
                Rows.grant(CRM, PortName.SECRETS, PortName.JOBS),
                Rows.grant(CRM, PortName.MCP, PortName.UI, PortName.OBJECTS));
        together(writer -> {
            store.grants().save(decisions.get(writer % decisions.size()));
            assertThat(store.grants().load().rows()).hasSize(1).isSubsetOf(decisions);
        });
        assertThat(store.grants().load().unreadable()).isEmpty();
    }
}
