/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import static dev.berth.host.store.Rows.ASK;
import static dev.berth.host.store.Rows.CRM;
import static dev.berth.host.store.Rows.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.port.notifications.Notice;
import dev.berth.host.port.notifications.NotificationStore;
import dev.berth.host.port.telemetry.UsageRow;
import dev.berth.host.port.telemetry.UsageStore;
import dev.berth.host.port.telemetry.UsageTotal;
import dev.berth.host.store.database.TestDatabase;
import dev.berth.sdk.port.Notification.Level;
import dev.berth.sdk.port.UsageEvent.LlmUsage;
import dev.berth.sdk.port.UsageEvent.ServiceUsage;
import dev.berth.sdk.value.ExtensionId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Notifications and usage, on every database. */
@ParameterizedClass
@EnumSource
class FeedStoresTest {
    private static final int WRITERS = 16;
    private static final int EACH = 40;

    @Parameter
    TestDatabase kind;

    @TempDir
    Path temp;

    private HostStore store;
    private NotificationStore notifications;
    private UsageStore usage;

    @BeforeEach
    void open() {
        store = HostStore.open(temp, kind.create(), Rows::manifest);
        notifications = store.backends().notifications();
        usage = store.backends().usage();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void add(ExtensionId extension, String recipient, String title) {
        notifications.append(sequence -> new Notice(
                sequence, NOON, extension, "org", recipient, Level.INFO, title, Optional.of("body\n" + title)));
    }

    @Test
    @DisplayName("PORT-98: each reader finds what is for them, in order, after where they were")
    void byRecipient() {
        add(CRM, "user:ada", "one");
        add(CRM, "members", "two");
        add(ASK, "administrators", "three");
        add(ASK, "user:ada", "four");
        assertThat(notifications.read("org", List.of("user:ada", "members"), 0, 10))
                .extracting(Notice::title)
                .containsExactly("one", "two", "four");
        assertThat(notifications.read("org", List.of("user:ada", "administrators"), 1, 1))
                .containsExactly(new Notice(
                        3, NOON, ASK, "org", "administrators", Level.INFO, "three", Optional.of("body\nthree")));
        assertThat(notifications.read("other", List.of("user:ada"), 0, 10)).isEmpty();
        assertThat(notifications.last()).isEqualTo(4);
    }

    @Test
    @DisplayName("PORT-98: where somebody was is kept, and never goes back")
    void seen() {
        assertThat(notifications.seen("org", "ada")).isZero();
        notifications.see("org", "ada", 7);
        notifications.see("org", "ada", 3);
        assertThat(notifications.seen("org", "ada")).isEqualTo(7);
        notifications.see("org", "ada", 9);
        assertThat(notifications.seen("org", "ada")).isEqualTo(9);
        assertThat(notifications.seen("org", "eve")).isZero();
    }

    @Test
    @DisplayName("PORT-98: 16 writers; a reader that goes on from the last one it saw misses none and sees none twice")
    void order() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                String name = "w" + writer;
                writers.add(threads.submit(() -> {
                    for (int i = 0; i < EACH; i++) {
                        add(CRM, "members", name);
                    }
                }));
            }
            List<Long> read = new ArrayList<>();
            long after = 0;
            while (writers.stream().anyMatch(writer -> !writer.isDone()) || after < notifications.last()) {
                for (Notice notice : notifications.read("org", List.of("members"), after, 7)) {
                    read.add(notice.sequence());
                    after = notice.sequence();
                }
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            assertThat(read)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, WRITERS * EACH).boxed().toList());
        }
    }

    @Test
    @DisplayName("PORT-98: of each extension and organisation about the last thousand are kept")
    void kept() {
        add(ASK, "members", "of another extension");
        for (int i = 0; i < 1100; i++) {
            add(CRM, "members", "n" + i);
        }
        List<Notice> kept = notifications.read("org", List.of("members"), 0, 2000);
        assertThat(kept).hasSizeBetween(1001, 1064);
        assertThat(kept.getFirst().title()).isEqualTo("of another extension");
        assertThat(kept.getLast().title()).isEqualTo("n1099");
    }

    @Test
    @DisplayName("PORT-S35, PORT-108: the same key counts once; the sums are by extension, organisation and operation")
    void usage() {
        LlmUsage llm = new LlmUsage("sum", NOON, "a", "acme", "large", 10, 2);
        ServiceUsage search = new ServiceUsage("find", NOON, "b", "search", 1, 20, OptionalDouble.of(0.5));
        usage.add(List.of(new UsageRow(CRM, "org", llm), new UsageRow(CRM, "org", llm)));
        usage.add(List.of(
                new UsageRow(CRM, "org", llm),
                new UsageRow(CRM, "org", new LlmUsage("sum", NOON, "c", "acme", "large", 5, 1)),
                new UsageRow(CRM, "org", search),
                new UsageRow(CRM, "two", search)));
        UsageTotal found = new UsageTotal(CRM.value(), "org", "find", "search", "", 1, 0, 0, 1, 20, 0.5);
        UsageTotal sum = new UsageTotal(CRM.value(), "org", "sum", "acme", "large", 2, 15, 3, 0, 0, 0);
        assertThat(usage.totals(Optional.of("org"))).containsExactly(found, sum);
        assertThat(usage.totals(Optional.empty())).hasSize(3);
    }
}
