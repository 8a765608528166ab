/* SPDX-License-Identifier: Apache-2.0 */
/** The one validator: what may be judged, in which order, and with what outcome (MAN-1 to MAN-5). */
@NullMarked
package dev.berth.manifest.validate;

import org.jspecify.annotations.NullMarked;
