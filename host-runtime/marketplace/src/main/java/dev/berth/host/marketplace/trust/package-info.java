/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Decides whether a package may be installed. The pipeline reads a file once, judges the bytes it read, and only then writes
 * those very bytes to a private place; until then no file exists that anyone could take for verified (TRUST-82, TRUST-84).
 */
@NullMarked
package dev.berth.host.marketplace.trust;

import org.jspecify.annotations.NullMarked;
