/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.ambient;

import dev.berth.host.port.access.Binding;
import dev.berth.host.port.access.PortHandle;
import dev.berth.manifest.port.SecretNames;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.RuntimePort;
import java.net.URI;
import java.util.Optional;

/** The runtime port (PORT-105). */
public final class RuntimeHandle extends PortHandle implements RuntimePort {
    private final HostFacts host;

    /** Binds the port to a revision. */
    public RuntimeHandle(Binding binding, HostFacts host) {
        super(binding.access(), PortName.RUNTIME);
        this.host = host;
    }

    @Override
    public RuntimeMode mode() {
        return host.mode();
    }

    @Override
    public boolean flag(String name) {
        String flag = arguments.present("flag", name);
        return SecretNames.isOn(flag, host.flags().getOrDefault(flag, ""));
    }

    @Override
    public Optional<URI> publicBaseUrl() {
        return host.publicBaseUrl();
    }
}
