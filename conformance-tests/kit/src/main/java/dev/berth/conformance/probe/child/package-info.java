/* SPDX-License-Identifier: Apache-2.0 */
/** What runs in the JVM of the probe (GATE-130). Uses the SDK and the JDK alone, for nothing else is on its class path. */
@NullMarked
package dev.berth.conformance.probe.child;

import org.jspecify.annotations.NullMarked;
