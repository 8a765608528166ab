/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The gates as tests of an extension's own build (GATE-2): implement {@link dev.berth.conformance.junit.ConformanceTests}. JUnit is an
 * optional dependency of the kit; only who uses this package needs it.
 */
@org.jspecify.annotations.NullMarked
package dev.berth.conformance.junit;
