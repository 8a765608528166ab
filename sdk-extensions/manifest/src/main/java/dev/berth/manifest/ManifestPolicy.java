/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest;

import dev.berth.sdk.value.ExtensionId;
import java.util.Map;
import java.util.Set;

/**
 * What the host, or the author's policy file, decides.
 *
 * @param hostAbi the ABI to judge ranges against, {@code x.y.z} with an optional prerelease tag (MAN-86)
 * @param namingExceptions ids that may end otherwise than in their kind (MAN-31)
 * @param allowedScopes scopes by kind; a kind that is absent, or {@code *}, allows all (MAN-32)
 * @param requiredExtensions ids that may use other names in {@code envOverrides} (MAN-48)
 */
public record ManifestPolicy(
        String hostAbi,
        Set<ExtensionId> namingExceptions,
        Map<Kind, Set<String>> allowedScopes,
        Set<ExtensionId> requiredExtensions) {
    /** Allows what a host allows that is not configured. */
    public static ManifestPolicy of(String hostAbi) {
        return new ManifestPolicy(hostAbi, Set.of(), Map.of(), Set.of());
    }
}
