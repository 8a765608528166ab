/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.ui;

import dev.berth.host.live.Caller;
import dev.berth.host.live.LiveView;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;

/** Calls an action as a caller; implemented where the barriers around extension code are. */
@FunctionalInterface
public interface ActionCaller {
    /**
     * Calls an action.
     *
     * @throws dev.berth.sdk.problem.ProblemException {@code action-not-found}, or {@code action-failed} with the text that its
     *     author meant for the caller, else with a reference to the host's log (PORT-101)
     */
    JsonObject call(LiveView view, ExtensionId owner, String action, JsonObject input, Caller caller);
}
