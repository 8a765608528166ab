/* SPDX-License-Identifier: Apache-2.0 */
/** The ui port: surfaces, which are data, and the actions that they may start. No slot creates a route (PORT-100). */
@NullMarked
package dev.berth.host.port.ui;

import org.jspecify.annotations.NullMarked;
