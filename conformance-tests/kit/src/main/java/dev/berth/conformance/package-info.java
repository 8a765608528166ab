/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The conformance kit: nine gates that judge an extension before it reaches a user (gates.md). {@link dev.berth.conformance.Gate}
 * is one of them, {@link dev.berth.conformance.Subject} what it judges. One package below holds the rules of one gate.
 */
@org.jspecify.annotations.NullMarked
package dev.berth.conformance;
