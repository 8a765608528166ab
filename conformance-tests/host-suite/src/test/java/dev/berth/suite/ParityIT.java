/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.conformance.actions.PortDriver;
import dev.berth.conformance.host.PortAnswers;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.RuntimePort.RuntimeMode;
import dev.berth.sdk.testkit.TestHostContext;
import dev.berth.sdk.value.ExtensionId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The testkit beside our host: one table, the same answers. */
final class ParityIT {
    /** Long enough for a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int SHOWN = 50;
    private static final int WIDTH = 300;

    @TempDir
    Path work;

    static Stream<Set<PortName>> grants() {
        Set<PortName> privileged = EnumSet.allOf(PortName.class);
        privileged.removeIf(port -> !port.isPrivileged());
        return Stream.of(privileged, EnumSet.of(PortName.SETTINGS, PortName.DB), EnumSet.noneOf(PortName.class));
    }

    @ParameterizedTest
    @MethodSource("grants")
    @DisplayName("PORT-S37, PORT-126: the testkit and our host answer every row of the table alike, in every state")
    void answersAlike(Set<PortName> granted) {
        PortAnswers host = new PortAnswers(() -> OurHost.start(work.resolve("home")), work, PATIENCE);
        List<String> expected = host.of(granted);
        List<String> answers = testkit(host.asker(), granted);
        assertThat(expected).hasSizeGreaterThan(1_000);
        assertThat(expected.get(expected.size() - 1)).isEqualTo(PortDriver.END);
        assertThat(answers).hasSameSizeAs(expected);
        assertThat(different(expected, answers)).isEmpty();
    }

    /** Rows are many and long: only those that differ are shown, and only some. */
    private static List<String> different(List<String> host, List<String> testkit) {
        return IntStream.range(0, host.size())
                .filter(i -> !host.get(i).equals(testkit.get(i)))
                .mapToObj(i -> "\nhost    " + brief(host.get(i)) + "\ntestkit " + brief(testkit.get(i)))
                .limit(SHOWN)
                .toList();
    }

    private static String brief(String line) {
        return line.length() > WIDTH ? line.substring(0, WIDTH) + "…" : line;
    }

    private static List<String> testkit(ExtensionId id, Set<PortName> granted) {
        TestHostContext ctx = TestHostContext.builder(id.value())
                .pending(names(EnumSet.allOf(PortName.class)))
                .grant(names(granted))
                .mode(RuntimeMode.PRODUCTION)
                .build();
        List<String> lines = new CopyOnWriteArrayList<>();
        ctx.activate(new PortDriver(lines::add));
        ctx.deactivate();
        await().atMost(PATIENCE).until(() -> lines.contains(PortDriver.END));
        return lines;
    }

    private static String[] names(Set<PortName> ports) {
        return ports.stream().map(PortName::toString).toArray(String[]::new);
    }
}
