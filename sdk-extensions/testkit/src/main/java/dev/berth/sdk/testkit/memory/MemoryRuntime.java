/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit.memory;

import dev.berth.manifest.port.PortInput;
import dev.berth.manifest.port.SecretNames;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.RuntimePort;
import java.net.URI;
import java.util.Optional;

/** What the test says of the host (PORT-105). */
record MemoryRuntime(MemoryHost host) implements RuntimePort {
    @Override
    public RuntimeMode mode() {
        return host.setup.mode();
    }

    @Override
    public boolean flag(String name) {
        String flag = new PortInput(host.problems, PortName.RUNTIME).present("flag", name);
        return SecretNames.isOn(flag, host.setup.flags().getOrDefault(flag, ""));
    }

    @Override
    public Optional<URI> publicBaseUrl() {
        return host.setup.publicBaseUrl();
    }
}
