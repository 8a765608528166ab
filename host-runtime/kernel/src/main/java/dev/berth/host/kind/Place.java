/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.kind;

import dev.berth.host.extension.Scope;
import dev.berth.sdk.value.ExtensionId;

/** For whom something is held, and of which content. */
record Place(ExtensionId extension, Scope scope, String packageDigest) {}
