/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProblemTest {
    private static final Problem ABI = Problem.of(
                    ProblemCode.ABI_OUT_OF_RANGE,
                    "@acme/crm-connector 1.4.0",
                    "@acme/crm-connector 1.4.0 needs SDK ABI 2.3 or later, below 3.0; this host provides 2.2.0."
                            + " It was not activated; nothing else changed.")
            .fact("needs", "^2.3")
            .fact("found", "2.2.0")
            .at(Location.of("package.json", 6, 3).field("sdkAbiRange"))
            .author("declare \"^2.2\" if nothing added in 2.3 is used.")
            .operator("upgrade the host to 2.3.");

    @Test
    @DisplayName("GATE-163, GATE-164: text is summary, place, operator, author, code")
    void text() {
        assertThat(ABI.text()).isEqualTo("""
                        @acme/crm-connector 1.4.0 needs SDK ABI 2.3 or later, below 3.0; this host provides 2.2.0. It was not \
                        activated; nothing else changed.
                        Declared at package.json:6:3 "sdkAbiRange". Operator: upgrade the host to 2.3. Author: declare "^2.2" if \
                        nothing added in 2.3 is used. [abi-out-of-range]""");
        assertThat(ABI).hasToString(ABI.text());
    }

    @Test
    @DisplayName("GATE-167: causes come after, indented, each with its own fix and code")
    void causes() {
        Problem root = Problem.of(ProblemCode.HOOK_FAILED, "b", "b failed in register with Boom.");
        Problem chain = Problem.of(ProblemCode.REQUIREMENT_UNMET, "a", "a needs b.\nIt waits.")
                .operator("berth why b")
                .causes(List.of(root.causes(List.of(ABI))));
        assertThat(chain.text()).startsWith("""
                        a needs b.
                        It waits.
                        Operator: berth why b [requirement-unmet]
                          because b failed in register with Boom.
                          [hook-failed]
                            because @acme/crm-connector 1.4.0 needs SDK ABI""");
    }

    @Test
    @DisplayName("CLI-3: JSON has every part, also when it is empty")
    void json() {
        assertThat(ABI.toJson()).hasToString("""
                        {"code":"abi-out-of-range","severity":"ERROR","blame":"AUTHOR","subject":"@acme/crm-connector 1.4.0",\
                        "summary":"@acme/crm-connector 1.4.0 needs SDK ABI 2.3 or later, below 3.0; this host provides 2.2.0. \
                        It was not activated; nothing else changed.","facts":{"needs":"^2.3","found":"2.2.0"},\
                        "fix":{"author":"declare \\"^2.2\\" if nothing added in 2.3 is used.","operator":"upgrade the host to 2.3."},\
                        "location":{"path":"package.json","line":6,"column":3,"field":"sdkAbiRange"},"causes":[]}""");
        assertThat(Problem.of(ProblemCode.PLAN_STALE, "s", "t").toJson())
                .hasToString("{\"code\":\"plan-stale\",\"severity\":\"ERROR\",\"blame\":\"OPERATOR\",\"subject\":\"s\","
                        + "\"summary\":\"t\",\"facts\":{},\"fix\":{},\"location\":null,\"causes\":[]}");
    }

    @Test
    @DisplayName("GATE-166: a place says no more than is known")
    void places() {
        assertThat(Location.of("package.json")).hasToString("package.json");
        assertThat(Location.of("package.json", 6, 0)).hasToString("package.json:6");
        assertThat(Location.of("package.json", 6, 3)).hasToString("package.json:6:3");
        assertThat(Location.of("a/b").field("x")).hasToString("a/b \"x\"");
    }

    @Test
    @DisplayName("GATE-161: severity and blame come with the code and may be changed; a warning does not refuse")
    void severity() {
        assertThat(ABI.isError()).isTrue();
        assertThat(ABI.blame()).isEqualTo(Blame.AUTHOR);
        Problem milder = ABI.severity(Severity.WARNING).blame(Blame.HOST);
        assertThat(milder.isError()).isFalse();
        assertThat(milder.blame()).isEqualTo(Blame.HOST);
        assertThat(milder.facts()).isEqualTo(ABI.facts());
    }

    @Test
    @DisplayName("GATE-167: an exception carries all problems of a pass, and later changes of the list do not reach it")
    void exception() {
        List<Problem> pass = new ArrayList<>(List.of(ABI, Problem.of(ProblemCode.PLAN_STALE, "s", "t")));
        ProblemException thrown = new ProblemException(pass);
        pass.clear();
        assertThat(thrown.problems()).hasSize(2);
        assertThat(thrown.problem()).isEqualTo(ABI);
        assertThat(thrown).hasMessage(ABI.text() + "\nt\n[plan-stale]");
    }
}
