/* SPDX-License-Identifier: Apache-2.0 */
/** The settings form that a console draws without code of the extension (manifest.md section 10). */
@NullMarked
package dev.berth.manifest.config;

import org.jspecify.annotations.NullMarked;
