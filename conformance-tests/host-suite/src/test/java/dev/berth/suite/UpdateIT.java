/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static dev.berth.suite.TestHost.HELLO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.host.lifecycle.Command;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ENG-33, LIFE-96 to LIFE-99, LIFE-S26: no call fails because of an update. */
final class UpdateIT {
    private static final int CALLERS = 8;
    private static final int SWAPS = 10;

    @TempDir
    Path home;

    @Test
    void callersNoticeAnUpdateOnlyByTheVersion() {
        try (TestHost host = TestHost.start(home)) {
            host.install(Samples.HELLO);
            try (Load load = Load.start(
                    CALLERS,
                    () -> host.call("hello_greet", "name", "Ada")
                            .string("version")
                            .orElse("none"))) {
                load.awaitAnswer("1.0.0");
                long generation = host.runtime().status().generation();
                host.update(Samples.HELLO_NEXT);
                assertThat(host.runtime().status().generation()).isEqualTo(generation + 1);
                load.awaitAnswer("1.1.0");
                long old = load.answers("1.0.0");
                load.awaitMoreThan(50);
                assertThat(load.answers("1.0.0"))
                        .as("answers of the old version after the swap")
                        .isEqualTo(old);
                assertThat(load.failures()).isEmpty();
            }
            Collector.awaitLoaders(host.seams(), 1);
        }
    }

    @Test
    void updatesAndRollbacksInARowFailNoCall() {
        try (TestHost host = TestHost.start(home)) {
            host.install(Samples.HELLO);
            try (Load load = Load.start(
                    CALLERS,
                    () -> host.call("hello_greet", "name", "Ada")
                            .string("version")
                            .orElse("none"))) {
                host.update(Samples.HELLO_NEXT);
                for (int i = 0; i < SWAPS; i++) {
                    host.apply(new Command.Rollback(HELLO));
                    load.awaitMoreThan(CALLERS);
                }
                load.awaitAnswer("1.0.0");
                load.awaitAnswer("1.1.0");
                assertThat(load.failures()).isEmpty();
            }
            await().atMost(Duration.ofSeconds(10)).until(() -> host.seams().loaded() == SWAPS + 2);
            Collector.awaitLoaders(host.seams(), 1);
        }
    }
}
