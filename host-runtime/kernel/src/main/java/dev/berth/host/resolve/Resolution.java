/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.resolve;

import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.problem.Problem;

/** What the resolver says of one extension of a set. */
public sealed interface Resolution {
    ExtensionManifest manifest();

    /** It may be activated, at its place in the order. */
    record Ready(ExtensionManifest manifest) implements Resolution {}

    /** It may not: it is part of a cycle (MAN-149). */
    record Cyclic(ExtensionManifest manifest, Problem problem) implements Resolution {}
}
