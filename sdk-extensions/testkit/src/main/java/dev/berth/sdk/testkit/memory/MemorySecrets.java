/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit.memory;

import dev.berth.manifest.port.PortInput;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.SecretsPort;
import dev.berth.sdk.testkit.memory.Memory.Row;
import java.util.Optional;

/** Secrets, a text a key and organisation (PORT-74). */
final class MemorySecrets implements SecretsPort {
    private final MemoryHost host;
    private final PortInput input;

    MemorySecrets(MemoryHost host) {
        this.host = host;
        this.input = new PortInput(host.problems, PortName.SECRETS);
    }

    private Row row(String method, String key) {
        String organization = host.organization(PortName.SECRETS, method);
        return new Row(PortName.SECRETS, organization, input.key(method, key));
    }

    @Override
    public Optional<String> get(String key) {
        Row row = row("get", key);
        return host.with(held -> Optional.ofNullable(held.values.get(row)));
    }

    @Override
    public void set(String key, String value) {
        Row row = row("set", key);
        String secret = input.secret(PortInput.call("set", key), value);
        host.write(held -> held.values.put(row, secret));
    }

    @Override
    public void delete(String key) {
        Row row = row("delete", key);
        host.write(held -> held.values.remove(row));
    }
}
