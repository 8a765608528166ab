/* SPDX-License-Identifier: Apache-2.0 */
/** What is installed, in which state, and the seams behind which rows and bytes are kept. */
@NullMarked
package dev.berth.host.extension;

import org.jspecify.annotations.NullMarked;
