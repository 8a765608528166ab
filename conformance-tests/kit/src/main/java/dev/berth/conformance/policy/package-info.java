/* SPDX-License-Identifier: Apache-2.0 */
/** What a policy decides for each gate (GATE-9). Knows no gate, so that gates and the policy as a whole may know it. */
@org.jspecify.annotations.NullMarked
package dev.berth.conformance.policy;
