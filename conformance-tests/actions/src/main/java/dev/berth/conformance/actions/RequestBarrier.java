/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.actions;

import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.problem.ProblemException;

/** Makes an answer of whatever a port returns or throws; what a host throws wrongly is an answer too. */
record RequestBarrier(PortAction action) {
    @SuppressWarnings("CatchingUnchecked")
    String answer(ExtensionContext ctx) {
        try {
            return "ok " + Shapes.of(action.run(ctx));
        } catch (ProblemException refused) {
            return PortAction.refusal(refused);
        } catch (Throwable thrown) {
            return thrown.getClass().getName();
        }
    }
}
