/* SPDX-License-Identifier: Apache-2.0 */
/** The gate {@code readme}: gates.md, section 4. */
@org.jspecify.annotations.NullMarked
package dev.berth.conformance.readme;
