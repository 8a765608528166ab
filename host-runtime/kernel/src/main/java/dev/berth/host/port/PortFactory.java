/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port;

import dev.berth.host.port.access.Binding;
import dev.berth.host.port.ambient.HostFacts;
import dev.berth.host.port.boundary.Boundary;
import dev.berth.host.port.mcp.ToolCaller;
import dev.berth.manifest.LiveView.Claim;
import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.problem.Problem;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes the context of one revision, from the parts of the host behind the ports.
 *
 * @param claims finds who claims a capability for its scope
 * @param warnings takes what an operator should know and nobody has to wait for
 */
public record PortFactory(
        PortBackends backends,
        PortServices services,
        ToolCaller tools,
        HostFacts host,
        Clock clock,
        Function<String, Optional<Claim>> claims,
        Consumer<Problem> warnings) {
    /** Makes the context of a revision, as its code may hold it. */
    public ExtensionContext create(Binding binding) {
        return Boundary.of(ExtensionContext.class, new HandedOver(handles(binding)));
    }

    /** Makes what makes the handles themselves, which never leave the host. */
    GrantedContext handles(Binding binding) {
        return new GrantedContext(this, binding);
    }
}
