/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What an extension author codes against: an {@link dev.berth.sdk.Extension} with its hooks, and the
 * {@link dev.berth.sdk.ExtensionContext} that hands it the fourteen ports.
 *
 * <p>Stability: stable since ABI 2.0. An interface marked {@code @ConsumerType} is implemented by extensions, one marked
 * {@code @ProviderType} by the host alone; a new method on the latter is a minor change (PORT-3).
 */
@NullMarked
@Version(SdkAbi.VERSION)
package dev.berth.sdk;

import dev.berth.sdk.value.SdkAbi;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
