/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.ExtensionView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** I2, ENG-32: what ran, and is not in the plan, runs on as it was: the same version, state and code. */
final class OnlyPlannedIsTouched implements Invariant {
    @Override
    public void check(Lab lab, Event event) {
        if (!event.isCommand()) {
            return;
        }
        Set<String> planned = event.planned();
        List<String> moved = new ArrayList<>(event.after().loads());
        moved.subList(0, event.before().loads().size()).clear();
        for (Map.Entry<String, ExtensionView> one : event.before().views().entrySet()) {
            String id = one.getKey();
            if (planned.contains(id)) {
                continue;
            }
            ExtensionView is = event.after().views().get(id);
            assertThat(is).as("%s is still there", id).isNotNull();
            assertThat(is.version()).as("%s", id).isEqualTo(one.getValue().version());
            assertThat(is.status()).as("%s", id).isEqualTo(one.getValue().status());
            if (event.before().isActive(id)) {
                assertThat(is.state()).as("%s ran, and was not planned", id).isEqualTo("ACTIVE");
                assertThat(moved)
                        .as("%s ran, and was not planned", id)
                        .doesNotContain("load " + id + " " + is.version());
            }
        }
    }
}
