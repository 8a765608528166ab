/* SPDX-License-Identifier: Apache-2.0 */
/** Brings an extension that somebody works on into a host of theirs, after every save (LIFE-68). */
@NullMarked
package dev.berth.host.cli.dev;

import org.jspecify.annotations.NullMarked;
