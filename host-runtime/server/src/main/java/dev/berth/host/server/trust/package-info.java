/* SPDX-License-Identifier: Apache-2.0 */
/** Whom the host trusts, over HTTP. */
@NullMarked
package dev.berth.host.server.trust;

import org.jspecify.annotations.NullMarked;
