/* SPDX-License-Identifier: Apache-2.0 */
/** Strict JSON from outside: as values of the SDK, or as nodes that know where they stand. */
@NullMarked
package dev.berth.manifest.json;

import org.jspecify.annotations.NullMarked;
