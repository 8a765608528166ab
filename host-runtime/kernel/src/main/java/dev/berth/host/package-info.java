/* SPDX-License-Identifier: Apache-2.0 */
/** The facade for embedding. It imports every package below; nothing imports it. */
@NullMarked
package dev.berth.host;

import org.jspecify.annotations.NullMarked;
