/* SPDX-License-Identifier: Apache-2.0 */
/** What one extension offers to others: providers of named, versioned capabilities (PORT-110 to PORT-122). */
@NullMarked
@Version(SdkAbi.VERSION)
package dev.berth.sdk.capability;

import dev.berth.sdk.value.SdkAbi;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
