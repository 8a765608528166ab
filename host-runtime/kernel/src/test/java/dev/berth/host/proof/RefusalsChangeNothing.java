/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonBoolean;

/** I5: what is refused or rolled back leaves the same rows and bytes, and the same serves; old versions were never stopped. */
final class RefusalsChangeNothing implements Invariant {
    @Override
    public void check(Lab lab, Event event) {
        if (event.refusal().isEmpty() || !event.isCommand() || event.isDisturbed()) {
            return;
        }
        String why = event.refusal().get().toString();
        // Bytes that do not fit any more are put into quarantine when they are found (LIFE-54).
        boolean found = why.contains("content-digest-mismatch");
        if (!found) {
            assertThat(event.after().stored().get())
                    .as(why)
                    .isEqualTo(event.before().stored().get());
            assertThat(event.after().contents())
                    .as(why)
                    .isEqualTo(event.before().contents());
        }
        // An exclusive one had to stop; code that cannot be ended stays, with what it is wired to (LIFE-26, LIFE-103).
        boolean maybeLost = !lab.graph.exclusive().isEmpty() && (lab.hasStuck() || (found && isSaidToBeLost(event)));
        if (!maybeLost) {
            assertThat(event.after().tools()).as(why).isEqualTo(event.before().tools());
        }
        if (lab.graph.exclusive().isEmpty()) {
            assertThat(event.after().generation())
                    .as(why)
                    .isEqualTo(event.before().generation());
        }
        if (lab.graph.exclusive().isEmpty() && !lab.hasStuck()) {
            assertThat(event.after().loaded()).as(why).isEqualTo(event.before().loaded());
        }
    }

    /** Nor does it start again from bytes that do not fit (LIFE-35); then the refusal says so (LIFE-100). */
    private static boolean isSaidToBeLost(Event event) {
        return event.refusal().orElseThrow() instanceof ProblemException refusal
                && refusal.problem()
                        .facts()
                        .get("rollbackComplete")
                        .filter(new JsonBoolean(false)::equals)
                        .isPresent();
    }
}
