/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host;

import java.time.Instant;
import java.util.List;

/**
 * What was asked and decided about the ports of an extension.
 *
 * @param requestHash what a decision must present (PORT-24)
 * @param pending asked and not decided
 * @param decidedBy who decided last
 */
public record GrantView(
        String extension,
        String organization,
        String status,
        List<String> requested,
        List<String> approved,
        List<String> denied,
        List<String> revoked,
        List<String> pending,
        List<String> dropped,
        String requestHash,
        String decidedBy,
        Instant decidedAt) {}
