/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.change;

import dev.berth.host.cli.session.Session;
import dev.berth.sdk.value.JsonObject;

/** A command that changes something. It only says what; {@link Changes} plans, asks and applies. */
public interface Change {
    /** Returns the body of the plan's request, and sends what must be sent before, such as a package. */
    JsonObject request(Session session);

    /** Carries the request out, with the digest that was agreed to. */
    default JsonObject apply(Session session, JsonObject request) {
        return session.host().post("/api/operations", request);
    }

    /** Returns whether and how the person agreed. */
    Consent consent();
}
