/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance;

import dev.berth.manifest.finding.Fault;
import dev.berth.sdk.problem.Problem;

/** Takes what a gate finds about one subject. */
public interface Findings {
    /** Adds a fault; the subject's name and the usual outcome are added to its text. */
    void add(Rule rule, Fault fault);

    /** Adds a problem that is whole already. */
    void add(Rule rule, Problem problem);
}
