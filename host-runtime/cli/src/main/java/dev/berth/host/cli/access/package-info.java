/* SPDX-License-Identifier: Apache-2.0 */
/** The commands about who may use a host. */
@NullMarked
package dev.berth.host.cli.access;

import org.jspecify.annotations.NullMarked;
