/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Ed25519 keys, the documents that they sign, and the files in which both travel (TRUST-23 to TRUST-64). Bouncy Castle alone signs and
 * verifies, and only here (TRUST-42).
 */
@NullMarked
package dev.berth.host.marketplace.trust.sign;

import org.jspecify.annotations.NullMarked;
