/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.ExtensionView;

/** I1: every extension is active at a committed revision, archived, or says why it is not active. */
final class RowsAreExplained implements Invariant {
    @Override
    public void check(Lab lab, Event event) {
        for (ExtensionView view : event.after().views().values()) {
            if (view.state().equals("ACTIVE")) {
                assertThat(lab.mayRun(view))
                        .as("what must fail is not active: %s", view)
                        .isTrue();
                assertThat(view.problems()).as("%s", view).isEmpty();
            } else if (!view.status().equals("archived")) {
                assertThat(view.problems()).as("it says why: %s", view).isNotEmpty();
            }
        }
    }
}
