/* SPDX-License-Identifier: Apache-2.0 */
/** Register, bootstrap, swap, drain, destroy: one transition serves boot, install, update and removal. */
@NullMarked
package dev.berth.host.activation;

import org.jspecify.annotations.NullMarked;
