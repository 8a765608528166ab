/* SPDX-License-Identifier: Apache-2.0 */
/** Strict JSON from outside, read once into the SDK's values. */
@NullMarked
package dev.berth.manifest.json;

import org.jspecify.annotations.NullMarked;
