/* SPDX-License-Identifier: Apache-2.0 */
/** Immutable values that cross the border between an extension and its host: ids and the typed JSON subset (PORT-6). */
@NullMarked
@Version(SdkAbi.VERSION)
package dev.berth.sdk.value;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
