/* SPDX-License-Identifier: Apache-2.0 */
/** The gate {@code naming}: gates.md, section 3. */
@org.jspecify.annotations.NullMarked
package dev.berth.conformance.naming;
