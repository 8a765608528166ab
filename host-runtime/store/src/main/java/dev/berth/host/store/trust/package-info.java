/* SPDX-License-Identifier: Apache-2.0 */
/** The key ring and the block list in the database. */
@NullMarked
package dev.berth.host.store.trust;

import org.jspecify.annotations.NullMarked;
