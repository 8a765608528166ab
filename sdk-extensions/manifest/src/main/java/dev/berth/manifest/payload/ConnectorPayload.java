/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload;

import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.finding.Findings;
import dev.berth.manifest.json.Node;
import dev.berth.sdk.problem.ProblemCode;

/** What a connector should have (MAN-163). */
public final class ConnectorPayload {
    private ConnectorPayload() {}

    /** Judges a connector's block. */
    public static void judge(Node.Obj block, boolean hasEntry, Findings findings) {
        if (!hasEntry && block.get("configSchema").isEmpty()) {
            findings.add(Fault.of(ProblemCode.CONNECTOR_EMPTY, Findings.at(block.place(), "serverEntry"))
                    .says("needs \"serverEntry\" or \"configSchema\" to do anything")
                    .found("neither")
                    .then("It is accepted and does nothing.")
                    .author("add one of them"));
        }
    }
}
