/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.authsession;

import dev.berth.host.port.access.Binding;
import dev.berth.host.port.access.PortHandle;
import dev.berth.sdk.port.Actor;
import dev.berth.sdk.port.AuthSessionPort;
import dev.berth.sdk.port.PortName;
import java.util.Optional;

/** Who calls, as the trusted context of the running call says; nothing comes from an argument (PORT-60, PORT-81). */
public final class AuthSessionHandle extends PortHandle implements AuthSessionPort {
    /** Binds the port to a revision. */
    public AuthSessionHandle(Binding binding) {
        super(binding.access(), PortName.AUTH_SESSION);
    }

    @Override
    public Optional<Actor> actor() {
        check("actor");
        return access.scope().caller().actor();
    }

    @Override
    public String requireOrganizationId() {
        check("requireOrganizationId");
        return organization("requireOrganizationId");
    }
}
