/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Holds the picture of docs and code: which module may see which, what is fenced in, what nobody writes. The rules are plain
 * tests over all classes of the product and over its sources.
 */
@NullMarked
package dev.berth.architecture;

import org.jspecify.annotations.NullMarked;
