/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust;

import dev.berth.manifest.LiveView;
import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.Validation;

/** Judges the manifest of a package as this host is set up. */
@FunctionalInterface
interface ManifestJudge {
    Validation judge(PackageEntries entries, LiveView live);
}
