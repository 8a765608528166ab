/* SPDX-License-Identifier: Apache-2.0 */
/** How a rule says what it found: what is needed, what was found, near misses, and who mends it how. */
@NullMarked
package dev.berth.manifest.finding;

import org.jspecify.annotations.NullMarked;
