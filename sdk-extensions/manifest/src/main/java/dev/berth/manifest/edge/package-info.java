/* SPDX-License-Identifier: Apache-2.0 */
/** Dependencies as a manifest declares them (manifest.md section 8). */
@NullMarked
package dev.berth.manifest.edge;

import org.jspecify.annotations.NullMarked;
