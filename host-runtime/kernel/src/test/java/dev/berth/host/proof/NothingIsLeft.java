/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.ExtensionDetail.RevisionView;
import dev.berth.sdk.value.ExtensionId;
import java.util.Set;
import java.util.stream.Collectors;

/** LIFE-88, LIFE-109, LIFE-145: no operation stays open, no bytes stay without a row, every change is audited and the chain holds. */
final class NothingIsLeft implements Invariant {
    @Override
    public void check(Lab lab, Event event) {
        Sight after = event.after();
        assertThat(lab.host.runtime().firstBrokenAudit()).as("audit").isEmpty();
        if (!after.views().toString().equals(event.before().views().toString()) && event.isCommand()) {
            assertThat(after.audited())
                    .as("entries for what changed")
                    .isGreaterThanOrEqualTo(event.before().audited());
        }
        if (event.isDisturbed()) {
            return;
        }
        assertThat(after.open())
                .as("open operations")
                .isLessThanOrEqualTo(event.before().open());
        if (event.step().deed() == Deed.RESTART) {
            assertThat(after.open()).as("open operations after a boot").isZero();
            Set<String> kept = after.views().keySet().stream()
                    .flatMap(id -> lab.host.runtime().extension(ExtensionId.of(id)).revisions().stream())
                    .map(RevisionView::packageDigest)
                    .collect(Collectors.toSet());
            assertThat(kept).as("bytes that belong to a row").containsAll(after.contents());
        }
    }
}
