/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The secrets port. A secret is encrypted under a master key and bound to its place; {@link dev.berth.host.port.secrets.SecretVault}
 * is the only one that sees both.
 */
@NullMarked
package dev.berth.host.port.secrets;

import org.jspecify.annotations.NullMarked;
