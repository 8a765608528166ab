/* SPDX-License-Identifier: Apache-2.0 */
/** Pure judgements over what is installed: closure, gates, order, plans (MAN-135 to MAN-151). No clock, disk, socket or OSGi. */
@NullMarked
package dev.berth.host.resolve;

import org.jspecify.annotations.NullMarked;
