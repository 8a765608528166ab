/* SPDX-License-Identifier: Apache-2.0 */
/** Keys of publishers, signatures of packages, and whom a host trusts. */
@NullMarked
package dev.berth.host.cli.trust;

import org.jspecify.annotations.NullMarked;
