/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.discovery;

import dev.berth.sdk.value.ExtensionId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A native store that knows nothing of what is live. */
record NativeStore(List<NativeRow> rows) {
    Set<ExtensionId> visibleIn(String scope) {
        return rows.stream()
                .filter(row -> row.scopes().contains(scope))
                .map(NativeRow::id)
                .collect(Collectors.toUnmodifiableSet());
    }
}
