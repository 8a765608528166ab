/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The host's database: an H2 file in the home, or a PostgreSQL server, behind one schema and the same statements.
 *
 * <p>{@link dev.berth.host.store.database.Database} is what stores use: it runs transactions one at a time and lets calls join the
 * one of their thread. Where the connections come from, what makes a commit last and what an error means is each kind's own:
 * {@code FileConnections} and {@code ServerConnections}. Nothing outside of these two asks which one it is.
 */
@NullMarked
package dev.berth.host.store.database;

import org.jspecify.annotations.NullMarked;
