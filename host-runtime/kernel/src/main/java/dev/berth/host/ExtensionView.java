/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host;

import dev.berth.sdk.problem.Problem;
import java.util.List;

/**
 * An installed extension in a list.
 *
 * @param status what is stored: active, archived or locked
 * @param state what it does now: INSTALLED, ACTIVE, FAILED, … (LIFE-7 to LIFE-11)
 * @param problems why it is not active, root cause first
 */
public record ExtensionView(
        String id,
        String version,
        String kind,
        String status,
        String state,
        int revision,
        String tier,
        List<String> requestedPorts,
        List<String> grantedPorts,
        List<Problem> problems) {}
