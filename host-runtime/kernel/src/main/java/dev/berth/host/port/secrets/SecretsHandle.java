/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.secrets;

import dev.berth.host.port.access.Binding;
import dev.berth.host.port.access.PortHandle;
import dev.berth.host.port.access.StagedWrites;
import dev.berth.manifest.port.PortInput;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.SecretsPort;
import dev.berth.sdk.problem.PortException;
import dev.berth.sdk.problem.PortUnavailableException;
import dev.berth.sdk.problem.ProblemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The secrets port (PORT-64 to PORT-69, PORT-74). No message of it has a value in it. */
public final class SecretsHandle extends PortHandle implements SecretsPort {
    private final StagedWrites writes;
    private final SecretVault vault;

    /** Binds the port to a revision. */
    public SecretsHandle(Binding binding, SecretVault vault) {
        super(binding.access(), PortName.SECRETS);
        this.writes = binding.writes();
        this.vault = vault;
    }

    @Override
    public Optional<String> get(String key) {
        SecretName name = name("get", key);
        try {
            return writes.read(name, () -> vault.read(name).map(SecretText::new))
                    .map(SecretText::value);
        } catch (ProblemException e) {
            throw new PortException(e.problem());
        }
    }

    @Override
    public void set(String key, String value) {
        SecretName name = name("set", key);
        SecretText text = new SecretText(arguments.secret(PortInput.call("set", key), value));
        try {
            writes.write(name, Optional.of(text), () -> vault.write(name, text.value()));
        } catch (ProblemException e) {
            throw new PortUnavailableException(
                    SecretProblems.notSealed(access.owner().subject(), key, e.problems()));
        }
    }

    @Override
    public void delete(String key) {
        SecretName name = name("delete", key);
        writes.write(name, Optional.empty(), () -> vault.delete(name));
    }

    /** A text that is no key may be a value at the wrong place: it is not shown. */
    private SecretName name(String method, @Nullable String key) {
        boolean valid = PortInput.isKey(key);
        check(method, valid ? key : null);
        String organization = organization(method);
        if (key == null || !valid) {
            throw arguments.refused(
                    method, "a key of the form " + PortInput.KEY, key == null ? "null" : "a text of another form");
        }
        return new SecretName(owner(), organization, key);
    }
}
