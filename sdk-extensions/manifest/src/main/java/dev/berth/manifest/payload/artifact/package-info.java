/* SPDX-License-Identifier: Apache-2.0 */
/** The descriptor of an artifact: the field {@code artifact} of the block (MAN-165 to MAN-170). */
@NullMarked
package dev.berth.manifest.payload.artifact;

import org.jspecify.annotations.NullMarked;
