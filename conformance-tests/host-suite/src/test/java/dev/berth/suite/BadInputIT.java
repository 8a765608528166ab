/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.fixtures.BadInput;
import dev.berth.fixtures.BrokenExtension;
import dev.berth.fixtures.BrokenExtension.Stage;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.host.Report;
import dev.berth.host.Report.OutcomeView;
import dev.berth.host.lifecycle.Command;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One host, a bystander, and every broken extension after the other: each is answered with its code and a whole text, changes
 * nothing that it must not, and the others run on (GATE-162 to GATE-171).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadInputIT {
    @TempDir
    static Path temp;

    private TestHost host;
    private int homes;

    @BeforeAll
    void start() {
        host = start(temp.resolve("home"));
    }

    private static TestHost start(Path home) {
        TestHost fresh = TestHost.start(home);
        fresh.install(Samples.HELLO);
        return fresh;
    }

    @AfterAll
    void stop() {
        host.close();
    }

    static Stream<BrokenExtension> install() {
        return at(Stage.INSTALL);
    }

    @ParameterizedTest
    @MethodSource
    void install(BrokenExtension broken) {
        prepare(broken);
        Path file = broken.writeTo(temp);
        Footprint before = Footprint.of(host);
        List<Problem> planned = refusal(
                () -> host.runtime().plan(new Command.Install(TestHost.source(file, new Command.GrantChoice.All()))));
        List<Problem> problems = refusal(() -> host.install(file));
        judge(broken, problems);
        assertThat(planned).isEqualTo(problems);
        assertThat(Footprint.of(host)).isEqualTo(before);
        assertUntouched();
    }

    static Stream<BrokenExtension> update() {
        return at(Stage.UPDATE);
    }

    @ParameterizedTest
    @MethodSource
    void update(BrokenExtension broken) {
        prepare(broken);
        Path file = broken.writeTo(temp);
        Footprint before = Footprint.of(host);
        judge(broken, refusal(() -> host.update(file)));
        assertThat(Footprint.of(host).rows()).isEqualTo(before.rows());
        assertThat(Footprint.of(host).files()).isEqualTo(before.files());
        assertThat(Footprint.of(host).open()).isZero();
        assertThat(host.state(ExtensionId.of(broken.id()))).isEqualTo("ACTIVE");
        assertThat(host.version(ExtensionId.of(broken.id()))).isEqualTo("1.0.0");
        assertUntouched();
    }

    static Stream<BrokenExtension> activation() {
        return at(Stage.ACTIVATION);
    }

    /** LIFE-86: the install stays, nothing of it is registered, and the outcome says why. */
    @ParameterizedTest
    @MethodSource
    void activation(BrokenExtension broken) {
        prepare(broken);
        int tools = host.runtime().tools(TestHost.CALLER).size();
        Report report = host.install(broken.writeTo(temp));
        OutcomeView outcome = report.outcomes().get(0);
        assertThat(outcome.outcome()).isIn("failed", "skipped");
        judge(broken, outcome.problems());
        ExtensionId id = ExtensionId.of(broken.id());
        assertThat(host.state(id)).isEqualTo(state(broken.code(), outcome.outcome()));
        assertThat(host.runtime().why(id).chain()).isNotEmpty();
        assertThat(host.runtime().tools(TestHost.CALLER)).hasSize(tools);
        assertUntouched();
    }

    /** LIFE-7 to LIFE-11, LIFE-26. */
    private static String state(ProblemCode code, String outcome) {
        return code == ProblemCode.HOOK_STUCK ? "QUARANTINED" : outcome.equals("failed") ? "FAILED" : "INSTALLED";
    }

    static Stream<BrokenExtension> call() {
        return at(Stage.CALL);
    }

    @ParameterizedTest
    @MethodSource
    void call(BrokenExtension broken) {
        host.install(broken.writeTo(temp));
        assertThat(host.state(ExtensionId.of(broken.id()))).isEqualTo("ACTIVE");
        judge(broken, refusal(() -> host.call(BrokenExtension.TOOL)));
        assertThat(host.state(ExtensionId.of(broken.id()))).isEqualTo("ACTIVE");
        assertUntouched();
    }

    static Stream<BrokenExtension> removal() {
        return at(Stage.REMOVAL);
    }

    /** LIFE-32: a failure of destroy is reported and stops nothing. */
    @ParameterizedTest
    @MethodSource
    void removal(BrokenExtension broken) {
        host.install(broken.writeTo(temp));
        Report report = host.apply(new Command.Archive(ExtensionId.of(broken.id())));
        judge(
                broken,
                report.outcomes().stream()
                        .flatMap(outcome -> outcome.problems().stream())
                        .toList());
        assertThat(host.runtime()
                        .extension(ExtensionId.of(broken.id()))
                        .summary()
                        .status())
                .isEqualTo("archived");
        assertUntouched();
    }

    private static Stream<BrokenExtension> at(Stage stage) {
        return BadInput.all().stream().filter(broken -> broken.stage() == stage);
    }

    private void prepare(BrokenExtension broken) {
        for (ExtensionPackage good : broken.before()) {
            assertThat(host.install(good.writeTo(temp)).outcomes())
                    .first()
                    .extracting("outcome")
                    .isEqualTo("activated");
        }
    }

    /** Those that need others go first. */
    @AfterEach
    void cleanUp() {
        System.setProperty(BadInput.stopProperty(), "true");
        List<ExtensionId> ids = host.runtime().extensions().stream()
                .map(view -> ExtensionId.of(view.id()))
                .filter(id -> !id.equals(TestHost.HELLO))
                .sorted(Comparator.comparingInt(
                        id -> -host.runtime().extension(id).edges().size()))
                .toList();
        try {
            ids.forEach(id -> host.apply(new Command.Uninstall(id)));
        } catch (ProblemException e) {
            // A test that failed has left what cannot be removed; the next one starts afresh.
            host.close();
            host = start(temp.resolve("home-" + ++homes));
        }
        System.clearProperty(BadInput.stopProperty());
        assertThat(host.runtime().extensions()).hasSize(1);
    }

    private void assertUntouched() {
        assertThat(host.call("hello_greet", "name", "Ada").string("version")).contains("1.0.0");
        assertThat(host.state(TestHost.HELLO)).isEqualTo("ACTIVE");
        assertThat(host.runtime().status().ready()).isTrue();
    }

    private static List<Problem> refusal(ThrowingCallable call) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, call);
        assertThat(refused).as("a refusal").isNotNull();
        return refused.problems();
    }

    private static void judge(BrokenExtension broken, List<Problem> problems) {
        List<Problem> found = problems.stream()
                .flatMap(Golden::withCauses)
                .filter(problem -> problem.code() == broken.code())
                .toList();
        assertThat(found).as("%s in %s", broken.code(), problems).isNotEmpty();
        assertThat(problems)
                .allSatisfy(problem -> assertThat(Golden.faults(problem)).isEmpty());
        assertThat(found)
                .allSatisfy(problem -> assertThat(Golden.faults(problem)).isEmpty());
        BrokenExtension example = BadInput.all().stream()
                .filter(other -> other.code() == broken.code())
                .findFirst()
                .orElseThrow();
        if (example.name().equals(broken.name())) {
            Golden.compare(found.get(0), temp.resolve("home"));
        }
    }
}
