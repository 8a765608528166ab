/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.ExtensionView;
import java.util.ArrayList;
import java.util.List;

/** ENG-31, ENG-34: what is active is loaded once; what is not is gone, unless code that runs is wired to it. */
final class EngineHoldsRows implements Invariant {
    @Override
    public void check(Lab lab, Event event) {
        List<String> spare = new ArrayList<>(event.after().loaded());
        for (ExtensionView view : event.after().views().values()) {
            if (view.state().equals("ACTIVE")) {
                String subject = view.id() + " " + view.version();
                assertThat(spare.remove(subject)).as("%s is loaded", subject).isTrue();
            }
        }
        assertThat(spare)
                .as("loaded and not active")
                .allMatch(subject -> lab.isStuck(subject) || lab.host.engine.isWiredTo(subject));
    }
}
