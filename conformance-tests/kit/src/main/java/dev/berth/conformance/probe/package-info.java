/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The probe, the dynamic part of the gate {@code ports} (GATE-130 to GATE-135): a JVM of its own runs {@code register} and
 * {@code destroy} against an inert context, and tells what happened over a channel that the extension does not know.
 */
@NullMarked
package dev.berth.conformance.probe;

import org.jspecify.annotations.NullMarked;
