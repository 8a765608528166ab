/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The fields of a manifest. {@link dev.berth.manifest.field.FieldTable} has a row per field of the block; what a row cannot say
 * in data, its reader says.
 */
@NullMarked
package dev.berth.manifest.field;

import org.jspecify.annotations.NullMarked;
