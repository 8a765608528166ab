/* SPDX-License-Identifier: Apache-2.0 */
/** The notifications port and the feed behind it. */
@NullMarked
package dev.berth.host.port.notifications;

import org.jspecify.annotations.NullMarked;
