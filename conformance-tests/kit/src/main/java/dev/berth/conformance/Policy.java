/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance;

import dev.berth.conformance.policy.LicensePolicy;
import dev.berth.conformance.policy.NamingPolicy;
import dev.berth.conformance.policy.ReadmePolicy;
import dev.berth.conformance.policy.ReviewPolicy;
import dev.berth.manifest.ManifestPolicy;

/**
 * What is decided outside of the rules (GATE-9), a section a gate. The defaults ship with the tool as {@code policy.json}; a file
 * of the same form changes them key by key.
 */
public record Policy(
        ManifestPolicy manifest,
        NamingPolicy naming,
        ReadmePolicy readme,
        LicensePolicy license,
        ReviewPolicy review) {}
