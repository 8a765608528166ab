/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.mcp;

import dev.berth.host.live.Caller;
import dev.berth.host.live.LiveView;
import dev.berth.sdk.value.JsonObject;

/** Calls a tool as a caller; implemented where the barriers around extension code are. */
@FunctionalInterface
public interface ToolCaller {
    /**
     * Calls a tool.
     *
     * @param view the live set as whoever calls sees it
     * @param depth how many primitives called each other to get here
     * @throws dev.berth.sdk.problem.ProblemException if there is no such tool, the input does not fit, or it fails
     */
    JsonObject call(LiveView view, String name, JsonObject input, Caller caller, int depth);

    /** Tells whether there is a tool of this name for a caller. */
    default boolean offers(LiveView view, String name, Caller caller) {
        return view.get()
                .tool(name)
                .filter(tool -> tool.isVisibleIn(caller.organizationId()))
                .isPresent();
    }
}
