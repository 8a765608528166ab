/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.extension.Revision;
import java.util.Set;
import java.util.stream.Collectors;

/** LIFE-88, LIFE-109, LIFE-145: no operation stays open, no bytes stay without a row, every change is audited and the chain holds. */
final class NothingIsLeft implements Invariant {
    @Override
    public void check(Lab lab, Event event) {
        Sight after = event.after();
        if (event.step().deed() == Deed.RESTART || lab.endsWith(event.step())) {
            // The chain only grows: what breaks it stays, and need not be looked for after every step.
            assertThat(lab.host.runtime().firstBrokenAudit()).as("audit").isEmpty();
        }
        if (!after.views().equals(event.before().views()) && event.isCommand()) {
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
            Set<String> kept = lab.host.store.extensions().load().rows().stream()
                    .flatMap(row -> row.kept().stream())
                    .map(Revision::packageDigest)
                    .collect(Collectors.toSet());
            assertThat(kept).as("bytes that belong to a row").containsAll(after.contents());
        }
    }
}
