/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What every host of extensions holds callers of ports to: forms of names, limits, and the words in which a call is refused. Pure;
 * the real host and the context for authors' unit tests share it, so that the two cannot drift apart (PORT-126).
 */
@NullMarked
package dev.berth.manifest.port;

import org.jspecify.annotations.NullMarked;
