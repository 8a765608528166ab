/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.ExtensionView;
import dev.berth.sdk.value.ExtensionId;

/** I7: what is active has what it requires at run time; what waits for others wakes with them (MAN-146). */
final class NeedsAreMet implements Invariant {
    @Override
    public void check(Lab lab, Event event) {
        for (ExtensionView view : event.after().views().values()) {
            boolean met = lab.host.runtime().extension(ExtensionId.of(view.id())).edges().stream()
                    .allMatch(edge ->
                            edge.met() || !edge.required() || !edge.type().equals("runtime"));
            if (view.state().equals("ACTIVE")) {
                assertThat(met).as("%s", view).isTrue();
            } else if (!event.isDisturbed()
                    && event.refusal().isEmpty()
                    && event.step().trouble() == Trouble.NONE) {
                assertThat(met
                                && view.problems().stream()
                                        .anyMatch(problem ->
                                                problem.code().toString().equals("requirement-unmet")))
                        .as("what it waited for is there: %s", view)
                        .isFalse();
            }
        }
    }
}
