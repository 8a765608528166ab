/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit.memory;

import dev.berth.sdk.port.Actor;
import dev.berth.sdk.port.AuthSessionPort;
import dev.berth.sdk.port.PortName;
import java.util.Optional;

/** The caller of the running call (PORT-81). */
record MemoryAuthSession(MemoryHost host) implements AuthSessionPort {
    @Override
    public Optional<Actor> actor() {
        return host.calls.caller().actor();
    }

    @Override
    public String requireOrganizationId() {
        return host.organization(PortName.AUTH_SESSION, "requireOrganizationId");
    }
}
