/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.ExtensionDetail;
import dev.berth.host.ExtensionView;
import dev.berth.host.GrantView;
import dev.berth.host.fake.FakeHost;
import dev.berth.host.lifecycle.Command;
import dev.berth.host.live.Caller;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.value.ExtensionId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** I1, I6: each tool is there for whom its port is approved, answers with the committed version, and can use what is approved. */
final class PortsFollowDecisions implements Invariant {
    @Override
    public void check(Lab lab, Event event) {
        Sight now = mend(lab, event.after()) ? lab.lookAgain() : event.after();
        for (GrantView row : now.grants()) {
            assertThat(row.requested()).as("%s", row).containsAll(row.approved());
        }
        for (Caller caller : lab.callers) {
            Set<String> expected = new HashSet<>();
            for (ExtensionView view : now.views().values()) {
                GrantView decision =
                        now.deciding(view.id(), caller.organizationId().orElse(""));
                boolean there = view.grantedPorts().contains("mcp")
                        && decision.approved().contains("mcp");
                if (view.state().equals("ACTIVE") && there) {
                    int node = Graph.node(view.id());
                    expected.add(Graph.tool(node));
                    String reads = decision.approved().contains("settings") ? " reads" : " reads not";
                    assertThat(lab.call(node, caller))
                            .as("%s %s", view, decision)
                            .isEqualTo(view.version() + reads);
                }
            }
            assertThat(now.tools().get(caller).keySet())
                    .as("the tools of %s", caller)
                    .isEqualTo(expected);
        }
    }

    /** A re-activation after a grant may have failed; then granting again brings back what is missing (PORT-55). */
    private static boolean mend(Lab lab, Sight after) {
        boolean mended = false;
        for (ExtensionView view : after.views().values()) {
            ExtensionId id = ExtensionId.of(view.id());
            boolean due = view.state().equals("ACTIVE") && view.grantedPorts().contains("mcp");
            if (due
                    && !isListed(after.details().get(view.id()))
                    && !isListed(lab.host.runtime().extension(id))) {
                Command again = new Command.Grant(id, FakeHost.ports(PortName.MCP), Optional.empty());
                assertThat(lab.host.run(again).changed()).as("%s", view).isTrue();
                mended = true;
            }
        }
        return mended;
    }

    private static boolean isListed(ExtensionDetail detail) {
        String tool = Graph.tool(Graph.node(detail.summary().id()));
        return detail.registrations().stream().anyMatch(slot -> slot.contains(tool));
    }
}
