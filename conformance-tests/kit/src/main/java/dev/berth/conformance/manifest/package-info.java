/* SPDX-License-Identifier: Apache-2.0 */
/** The gate {@code manifest}: gates.md, section 8. */
@org.jspecify.annotations.NullMarked
package dev.berth.conformance.manifest;
