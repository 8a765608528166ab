/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.conformance.host.HostCheck;
import dev.berth.conformance.host.HostChecks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The behavioural part of the kit against our own host: a test a check. */
final class OurHostIT {
    /** Long enough for a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path work;

    private final AtomicInteger homes = new AtomicInteger();

    @TestFactory
    @DisplayName(
            "GATE-136, PORT-10, PORT-11, PORT-53, LIFE-23, LIFE-26, LIFE-28, LIFE-32, LIFE-98, LIFE-108: our host passes the kit")
    Stream<DynamicTest> doesWhatTheKitAsksOfHosts() {
        return new HostChecks(() -> OurHost.start(work.resolve("home-" + homes.incrementAndGet())), work, PATIENCE)
                .all().stream().map(OurHostIT::test);
    }

    private static DynamicTest test(HostCheck check) {
        return DynamicTest.dynamicTest(
                check.toString(), () -> assertThat(check.run()).isEmpty());
    }
}
