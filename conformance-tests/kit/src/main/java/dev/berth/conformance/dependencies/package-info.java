/* SPDX-License-Identifier: Apache-2.0 */
/** The gate {@code dependencies}: gates.md, section 8. What the package provably uses, compared with what it declares. */
@org.jspecify.annotations.NullMarked
package dev.berth.conformance.dependencies;
