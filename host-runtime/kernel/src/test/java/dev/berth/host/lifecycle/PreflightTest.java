/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.Manifests;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** ENG-31: a swap that cannot come off is refused when it is planned, before anything is stored. */
class PreflightTest {
    private static final String A = "@acme/a-connector";
    private static final String B = "@acme/b-connector";
    private static final String C = "@acme/c-connector";

    private final FakeHost host = new FakeHost();

    @BeforeEach
    void aProviderAndTwoDependents() {
        host.engine.wire(B, A);
        host.engine.wire(C, B);
        host.run(host.install(Manifests.of(A, "1.0.0")));
        host.run(host.install(Manifests.of(B, "1.0.0").needs(A, "^1")));
        host.run(host.install(Manifests.of(C, "1.0.0").needs(B, "^1")));
    }

    @AfterEach
    void close() {
        host.close();
    }

    private List<Problem> planOf(Command command) {
        String before = host.store.snapshot();
        long generation = host.runtime().status().generation();
        List<String> log = host.engine.log();
        ProblemException refused = catchThrowableOfType(
                ProblemException.class, () -> host.runtime().plan(command));
        assertThat(refused).as("a refusal").isNotNull();
        assertThat(host.store.snapshot()).isEqualTo(before);
        assertThat(host.runtime().status().generation()).isEqualTo(generation);
        assertThat(host.engine.log()).isEqualTo(log);
        assertThat(host.contents.digests()).hasSize(3);
        return refused.problems();
    }

    @Test
    @DisplayName("ENG-31, LIFE-S29: dependents that would not resolve beside the new revision are named by the plan")
    void dependentsThatWouldNotResolve() {
        Command update = host.update(Manifests.of(A, "1.1.0"));
        host.engine.refuse(B + " 1.0.0");
        host.engine.refuse(C + " 1.0.0");
        assertThat(planOf(update)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.UPDATE_BREAKS_DEPENDENTS);
            assertThat(problem.summary()).contains(B + " 1.0.0, " + C + " 1.0.0");
            assertThat(problem.causes()).hasSize(2);
        });
        assertThat(host.refused(update)).isEqualTo(ProblemCode.UPDATE_BREAKS_DEPENDENTS);
    }

    @Test
    @DisplayName("ENG-31, LIFE-95: a revision that would not resolve itself is refused with its own problem")
    void itself() {
        Command update = host.update(Manifests.of(A, "1.1.0"));
        host.engine.refuse(A + " 1.1.0");
        host.engine.refuse(B + " 1.0.0");
        assertThat(planOf(update)).extracting(Problem::code).containsExactly(ProblemCode.IMPORT_UNDECLARED);
    }

    @Test
    @DisplayName("ENG-31: dependents whose byte code does not link with the new revision are named by the plan")
    void dependentsThatWouldNotLink() {
        Command update = host.update(Manifests.of(A, "1.1.0"));
        host.verifier.fault(B, ProblemCode.ABI_LINK_BROKEN);
        assertThat(planOf(update)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.UPDATE_BREAKS_DEPENDENTS);
            assertThat(problem.causes()).extracting(Problem::code).containsExactly(ProblemCode.ABI_LINK_BROKEN);
        });
    }

    @Test
    @DisplayName("ENG-31: a rollback is tried like an update; what is not wired to it is not asked")
    void rollback() {
        host.run(host.update(Manifests.of(B, "1.1.0").needs(A, "^1")));
        host.engine.refuse(A + " 1.0.0");
        host.engine.refuse(C + " 1.0.0");
        ProblemException refused = catchThrowableOfType(
                ProblemException.class, () -> host.runtime().plan(new Command.Rollback(ExtensionId.of(B))));
        assertThat(refused.problem().code()).isEqualTo(ProblemCode.UPDATE_BREAKS_DEPENDENTS);
        assertThat(refused.problem().summary()).contains(C).doesNotContain(A);
    }
}
