/* SPDX-License-Identifier: Apache-2.0 */
/** One pass over one manifest: what may be looked at, what was found, and the values read so far. */
@NullMarked
package dev.berth.manifest.reading;

import org.jspecify.annotations.NullMarked;
