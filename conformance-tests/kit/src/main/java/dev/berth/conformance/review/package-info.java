/* SPDX-License-Identifier: Apache-2.0 */
/** The gate {@code review}: gates.md, section 10. */
@org.jspecify.annotations.NullMarked
package dev.berth.conformance.review;
