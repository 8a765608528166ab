/* SPDX-License-Identifier: Apache-2.0 */
/** The gate {@code license}: gates.md, section 5. */
@org.jspecify.annotations.NullMarked
package dev.berth.conformance.license;
