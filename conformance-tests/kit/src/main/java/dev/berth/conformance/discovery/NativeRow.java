/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.discovery;

import dev.berth.sdk.value.ExtensionId;
import java.util.Set;

/**
 * A row that a reader's native store is to hold in a case of {@link DiscoveryContractTest}.
 *
 * @param id the extension whose row it is
 * @param scopes those in which it may be seen
 */
public record NativeRow(ExtensionId id, Set<String> scopes) {
    /** Copies the scopes. */
    public NativeRow {
        scopes = Set.copyOf(scopes);
    }
}
