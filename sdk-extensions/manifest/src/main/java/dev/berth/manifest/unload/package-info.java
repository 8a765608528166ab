/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What keeps the class loader of an extension that is gone, and what of it can be taken away safely (ENG-40, ENG-41). The host and
 * the context for authors' unit tests share it, so that a leak has the same name in both.
 */
@NullMarked
package dev.berth.manifest.unload;

import org.jspecify.annotations.NullMarked;
