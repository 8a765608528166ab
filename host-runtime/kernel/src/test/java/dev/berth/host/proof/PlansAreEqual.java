/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.resolve.Plan;
import java.util.stream.Collectors;

/** I9: the same inputs give the same plan, down to its digest. */
final class PlansAreEqual implements Invariant {
    @Override
    public void check(Lab lab, Event event) {
        assertThat(event.plans().stream().distinct().map(Plan::toJson).collect(Collectors.toSet()))
                .hasSizeLessThanOrEqualTo(1);
    }
}
