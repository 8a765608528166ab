/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static dev.berth.suite.TestHost.HELLO;
import static dev.berth.suite.TestHost.TEST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.lifecycle.Command;
import dev.berth.host.live.Caller;
import dev.berth.host.port.PortBackends;
import dev.berth.host.port.config.Writer;
import dev.berth.host.port.jobs.Job;
import dev.berth.host.port.jobs.JobQueue;
import dev.berth.host.port.objects.ObjectStore;
import dev.berth.host.port.objects.TypeId;
import dev.berth.host.store.database.TestDatabase;
import dev.berth.sdk.port.RuntimePort.RuntimeMode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What stays after an extension has left, on both databases (LIFE-123 to LIFE-125): one row an operation, one column a kind of data. */
final class RetentionIT {
    @TempDir
    Path temp;

    /** A kind of data. */
    private enum Kept {
        SETTINGS,
        SECRETS,
        OBJECTS,
        GRANTS,
        JOBS,
        PACKAGE
    }

    /** A way to leave, and what it keeps. */
    @SuppressWarnings("ImmutableEnumChecker") // a way is a function
    private enum Leaving {
        ARCHIVE(host -> host.apply(new Command.Archive(HELLO)), EnumSet.allOf(Kept.class)),
        SOFT_UNINSTALL(host -> host.apply(new Command.Uninstall(HELLO)), EnumSet.allOf(Kept.class)),
        FORCE_DELETE(host -> host.apply(new Command.ForceDelete(HELLO, confirmed())), EnumSet.of(Kept.OBJECTS)),
        PURGE(
                host -> host.runtime()
                        .operator()
                        .purge(
                                HELLO,
                                Optional.of(host.runtime()
                                        .plan(new Command.Purge(HELLO))
                                        .digest()),
                                TEST),
                EnumSet.noneOf(Kept.class));

        private final Consumer<TestHost> way;
        private final Set<Kept> kept;

        Leaving(Consumer<TestHost> way, Set<Kept> kept) {
            this.way = way;
            this.kept = kept;
        }

        private static Command.Confirmation confirmed() {
            return new Command.Confirmation(Optional.of("left over"), Optional.of("1.0.0"), true);
        }
    }

    private static PortBackends stores(TestHost host) {
        return host.seams().parts().backends();
    }

    /** Stores something of each kind for two organisations. */
    private static void fill(TestHost host) {
        for (String organization : Set.of("acme", "other")) {
            host.runtime().configuration().of(HELLO, organization).setSecret("token", "s3cret", new Writer(TEST, true));
            stores(host).settings().put(HELLO, organization, "greeting", "\"hi\"");
            stores(host)
                    .objects()
                    .append(new ObjectStore.Draft(
                            new ObjectStore.Key(new TypeId(HELLO, "note"), organization, "n"),
                            Instant.EPOCH,
                            "1",
                            Set.of()));
            Job.Order order = new Job.Order(
                    "job-" + organization,
                    new Job.Name(HELLO, "work", organization),
                    Caller.user("u1", organization),
                    "1",
                    Optional.empty(),
                    5,
                    Instant.EPOCH);
            stores(host)
                    .jobs()
                    .add(new Job(order, new Job.Progress(Job.State.WAITING, 0, Instant.EPOCH, Optional.empty())));
        }
    }

    private static Set<Kept> found(TestHost host) {
        Set<Kept> found = new LinkedHashSet<>();
        PortBackends stores = stores(host);
        Consumer<Kept> add = found::add;
        when(!stores.settings().list(HELLO, "acme").isEmpty(), Kept.SETTINGS, add);
        when(!stores.secrets().organizations(HELLO).isEmpty(), Kept.SECRETS, add);
        when(stores.objects().usage(HELLO).objects() > 0, Kept.OBJECTS, add);
        when(!host.runtime().grants().isEmpty(), Kept.GRANTS, add);
        JobQueue.Filter all =
                new JobQueue.Filter(Optional.empty(), Optional.of(HELLO), Optional.empty(), Optional.empty());
        when(!stores.jobs().list(all, 10).isEmpty(), Kept.JOBS, add);
        when(!host.seams().parts().contents().digests().isEmpty(), Kept.PACKAGE, add);
        return found;
    }

    private static void when(boolean there, Kept kept, Consumer<Kept> add) {
        if (there) {
            add.accept(kept);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LIFE-123, LIFE-124, LIFE-125: what each way to leave keeps, in every organisation and over a restart")
    void table(TestDatabase database) {
        for (Leaving leaving : Leaving.values()) {
            Path home = temp.resolve(database + "-" + leaving);
            var server = database.create();
            try (TestHost host = start(home, server)) {
                host.install(Samples.HELLO);
                fill(host);
                assertThat(found(host)).as("before").isEqualTo(EnumSet.allOf(Kept.class));
                leaving.way.accept(host);
                assertThat(found(host)).as(leaving.name()).isEqualTo(leaving.kept);
            }
            try (TestHost host = start(home, server)) {
                assertThat(found(host)).as(leaving + " after a restart").isEqualTo(leaving.kept);
                assertThat(host.runtime().status().ready()).isTrue();
            }
        }
    }

    private static TestHost start(Path home, Optional<dev.berth.host.DatabaseAddress> server) {
        return TestHost.start(home, builder -> {
            server.ifPresent(builder::database);
            return builder.mode(RuntimeMode.DEVELOPMENT).multiTenant(true);
        });
    }
}
