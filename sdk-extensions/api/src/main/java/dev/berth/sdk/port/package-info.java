/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The fourteen ports (PORT-1): the only way from an extension to services of its host.
 *
 * <p>Every method is synchronous and may block, honours interruption, takes and returns no null, and fails with a
 * {@link dev.berth.sdk.problem.PortException} (PORT-4 to PORT-7). Handles are safe for use by several threads.
 */
@NullMarked
@Version(SdkAbi.VERSION)
package dev.berth.sdk.port;

import dev.berth.sdk.value.SdkAbi;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
