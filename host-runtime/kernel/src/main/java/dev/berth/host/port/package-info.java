/* SPDX-License-Identifier: Apache-2.0 */
/** The host side of the fourteen ports, each handle bound to one revision and its grant. */
@NullMarked
package dev.berth.host.port;

import org.jspecify.annotations.NullMarked;
