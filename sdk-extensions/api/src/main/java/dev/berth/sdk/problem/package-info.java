/* SPDX-License-Identifier: Apache-2.0 */
/** Problems are values: gathered, judged once, rendered the same everywhere (GATE-160 to GATE-168). */
@NullMarked
@Version(SdkAbi.VERSION)
package dev.berth.sdk.problem;

import dev.berth.sdk.value.SdkAbi;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
