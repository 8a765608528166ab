/* SPDX-License-Identifier: Apache-2.0 */
/** What a package of a kind must hold beside its manifest (manifest.md section 9). */
@NullMarked
package dev.berth.manifest.payload;

import org.jspecify.annotations.NullMarked;
