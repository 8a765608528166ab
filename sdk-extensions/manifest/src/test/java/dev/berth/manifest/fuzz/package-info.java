/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Fuzz targets, one for each reader of bytes from outside (MAN-2). A build runs the inputs that are kept beside them; with
 * {@code JAZZER_FUZZ=1} one of them looks for more.
 */
@NullMarked
package dev.berth.manifest.fuzz;

import org.jspecify.annotations.NullMarked;
