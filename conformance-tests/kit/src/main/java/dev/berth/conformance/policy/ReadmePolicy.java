/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.policy;

/**
 * How long a README may be, in bytes, both included (GATE-33).
 *
 * @param least 250 unless a policy says otherwise
 * @param most 2500 unless a policy says otherwise
 */
public record ReadmePolicy(int least, int most) {}
