/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.kind;

import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.PackageEntries;

/** What a handler reads: a package that passed every check. */
record Payload(ExtensionManifest manifest, PackageEntries files) {}
