/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance;

import dev.berth.conformance.policy.LicensePolicy;
import dev.berth.conformance.policy.NamingPolicy;
import dev.berth.conformance.policy.ReadmePolicy;
import dev.berth.conformance.policy.ReviewPolicy;
import dev.berth.manifest.ManifestPolicy;
import dev.berth.sdk.value.SdkAbi;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The policy that unit tests of gates start from. */
public final class TestPolicy {
    private static final Set<String> PERMISSIVE = Set.of("Apache-2.0", "MIT", "BSD-3-Clause", "ISC");
    private static final Set<String> COPYLEFT = Set.of("GPL-3.0-only", "MPL-2.0", "EPL-2.0");

    public static final Policy DEFAULT = new Policy(
            ManifestPolicy.of(SdkAbi.VERSION),
            new NamingPolicy(Set.of(), Map.of()),
            new ReadmePolicy(250, 2500),
            new LicensePolicy(
                    Map.of(),
                    Optional.of(
                            Set.of("Apache-2.0", "MIT", "BSD-3-Clause", "ISC", "GPL-3.0-only", "MPL-2.0", "EPL-2.0")),
                    PERMISSIVE,
                    COPYLEFT),
            new ReviewPolicy(
                    List.of("", "/", "{{BERTH_BASE_URL}}", "{{CINATRA_BASE_URL}}"),
                    List.of("sk-", "ghp_", "AKIA"),
                    Map.of("openai", Set.of("gpt-5"), "anthropic", Set.of("claude-sonnet")),
                    Map.of("openai", Set.of("text", "image"), "anthropic", Set.of("text"))));

    private TestPolicy() {}
}
