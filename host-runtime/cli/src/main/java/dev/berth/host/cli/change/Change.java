/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.change;

import dev.berth.host.cli.session.Session;
import dev.berth.sdk.value.JsonObject;

/** A command that changes something. It only says what; {@link Changes} plans, asks and applies. */
public interface Change {
    /** Returns the body of the plan's request, and sends what must be sent before, such as a package. */
    JsonObject request(Session session);

    /** Returns whether and how the person agreed. */
    Consent consent();
}
