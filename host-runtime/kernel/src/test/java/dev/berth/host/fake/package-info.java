/* SPDX-License-Identifier: Apache-2.0 */
/** Small stand-ins for what the kernel's neighbours implement: stores, engine, verifier, clock. */
@NullMarked
package dev.berth.host.fake;

import org.jspecify.annotations.NullMarked;
