/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Seeds the fixtures of extensions in development (GATE-67 to GATE-74). {@link dev.berth.host.seed.Seeding} decides what is written;
 * it writes nothing itself.
 */
@NullMarked
package dev.berth.host.seed;

import org.jspecify.annotations.NullMarked;
