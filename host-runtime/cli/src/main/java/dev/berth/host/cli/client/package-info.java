/* SPDX-License-Identifier: Apache-2.0 */
/** A running host as the commands see it: its address, its REST interface, its tools. */
@NullMarked
package dev.berth.host.cli.client;

import org.jspecify.annotations.NullMarked;
