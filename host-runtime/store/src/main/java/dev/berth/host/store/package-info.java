/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What the host remembers between two runs, in one folder that one process owns at a time.
 *
 * <p>Rows lie in a database, bytes of packages in files named by their digest. A change is on the disk before the call that made
 * it returns, and is whole or absent after a crash. Damage is told, never repaired by guessing: what cannot be read is left as it
 * is.
 */
@NullMarked
package dev.berth.host.store;

import org.jspecify.annotations.NullMarked;
