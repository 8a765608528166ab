/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host;

import dev.berth.sdk.problem.Problem;
import java.util.List;

/**
 * Why an extension is or is not active.
 *
 * @param summary one sentence
 * @param chain the problems, root cause first; empty if it is active
 */
public record Why(String id, String version, String state, boolean active, String summary, List<Problem> chain) {}
