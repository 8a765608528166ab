/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static Plan plan(String operation, String subject, String effect, String touches, int revision) {
        return new Plan(
                operation, subject, List.of(effect), List.of(touches), JsonObject.of("revision", revision), List.of());
    }

    @Test
    @DisplayName("I9: the digest is the same for the same plan, and another when any part differs")
    void digest() {
        Plan plan = plan("archive", "@acme/a 1.0.0", "Stops it.", "@acme/b: wired", 1);
        assertThat(plan.digest())
                .matches("[0-9a-f]{64}")
                .isEqualTo(plan("archive", "@acme/a 1.0.0", "Stops it.", "@acme/b: wired", 1)
                        .digest());
        Set<String> digests = new HashSet<>(List.of(plan.digest()));
        List.of(
                        plan("restore", "@acme/a 1.0.0", "Stops it.", "@acme/b: wired", 1),
                        plan("archive", "@acme/a 1.0.1", "Stops it.", "@acme/b: wired", 1),
                        plan("archive", "@acme/a 1.0.0", "Stops it", "@acme/b: wired", 1),
                        plan("archive", "@acme/a 1.0.0", "Stops it.", "@acme/c: wired", 1),
                        plan("archive", "@acme/a 1.0.0", "Stops it.", "@acme/b: wired", 2))
                .forEach(other -> assertThat(digests.add(other.digest())).isTrue());
    }

    @Test
    @DisplayName("I9: the digest of a known plan stays what it is from build to build")
    void stable() {
        assertThat(plan("archive", "@acme/a 1.0.0", "Stops it.", "@acme/b: wired", 1)
                        .digest())
                .isEqualTo("e2768d2a3eeeaa58bd38e7e78bd44ea7edba37343ab6a943e81553c8296152ec");
    }

    @Test
    @DisplayName(
            "ENG-32: the JSON form carries the plan, its warnings and its digest; later changes of a list do not reach it")
    void json() {
        List<String> effects = new ArrayList<>(List.of("Stops it."));
        Plan plan = new Plan(
                "archive",
                "@acme/a 1.0.0",
                effects,
                List.of(),
                JsonObject.of(),
                List.of(Problem.of(ProblemCode.LICENSE_MISSING, "s", "t")));
        effects.clear();
        assertThat(plan.effects()).containsExactly("Stops it.");
        assertThat(plan.toJson().members())
                .containsOnlyKeys("operation", "subject", "effects", "touches", "facts", "warnings", "digest");
        assertThat(plan.toJson().string("digest")).contains(plan.digest());
    }
}
