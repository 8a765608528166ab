/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.ExtensionDetail.EdgeView;
import dev.berth.host.ExtensionView;
import dev.berth.sdk.problem.ProblemCode;
import java.util.List;

/** I7: what is active has what it requires at run time; what waits for others wakes with them (MAN-146). */
final class NeedsAreMet implements Invariant {
    @Override
    public void check(Lab lab, Event event) {
        for (ExtensionView view : event.after().views().values()) {
            List<EdgeView> unmet = event.after().details().get(view.id()).edges().stream()
                    .filter(edge -> edge.required() && !edge.met())
                    .toList();
            if (view.state().equals("ACTIVE")) {
                assertThat(unmet).as("%s", view).noneMatch(edge -> edge.type().equals("runtime"));
            } else if (!event.isDisturbed()
                    && event.refusal().isEmpty()
                    && event.step().trouble() == Trouble.NONE) {
                boolean waits =
                        view.problems().stream().anyMatch(problem -> problem.code() == ProblemCode.REQUIREMENT_UNMET);
                assertThat(waits && unmet.isEmpty())
                        .as("what it waited for is there: %s", view)
                        .isFalse();
            }
        }
    }
}
