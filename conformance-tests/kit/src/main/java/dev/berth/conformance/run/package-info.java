/* SPDX-License-Identifier: Apache-2.0 */
/** A whole check, as the command line, the Maven goal and the JUnit entry point run it (GATE-2). */
@org.jspecify.annotations.NullMarked
package dev.berth.conformance.run;
