/* SPDX-License-Identifier: Apache-2.0 */
/** The port {@code authSession}: who calls. */
@NullMarked
package dev.berth.host.port.authsession;

import org.jspecify.annotations.NullMarked;
