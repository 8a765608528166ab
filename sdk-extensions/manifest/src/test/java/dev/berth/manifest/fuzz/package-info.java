/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Fuzz targets, one for each reader of bytes from outside (MAN-2). A build runs the inputs that are kept beside them; the Maven
 * profile {@code fuzz} looks for more.
 */
@NullMarked
package dev.berth.manifest.fuzz;

import org.jspecify.annotations.NullMarked;
