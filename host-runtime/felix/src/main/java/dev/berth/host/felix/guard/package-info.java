/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What woven code is linked to (engine.md L4). Bundles are wired to this package and find one class in it, which gives nothing to who
 * calls it: what a caller may do goes by the class loader of its own lookup.
 */
@NullMarked
package dev.berth.host.felix.guard;

import org.jspecify.annotations.NullMarked;
