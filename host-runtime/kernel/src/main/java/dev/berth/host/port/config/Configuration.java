/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.config;

import dev.berth.host.audit.AuditLog;
import dev.berth.host.audit.By;
import dev.berth.host.extension.ExtensionRegistry;
import dev.berth.host.extension.Transactor;
import dev.berth.host.port.secrets.Rotation;
import dev.berth.host.port.secrets.SecretVault;
import dev.berth.host.port.secrets.UnreadableSecret;
import dev.berth.host.port.settings.Settings;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;
import java.util.Optional;

/** The settings and secrets of all extensions, for operators. Everything that is refused is a problem, and nothing was written. */
public final class Configuration {
    final Settings settings;
    final SecretVault secrets;
    final Transactor transactor;
    final AuditLog audit;
    private final ExtensionRegistry registry;

    public Configuration(
            ExtensionRegistry registry, Settings settings, SecretVault secrets, Transactor transactor, AuditLog audit) {
        this.registry = registry;
        this.settings = settings;
        this.secrets = secrets;
        this.transactor = transactor;
        this.audit = audit;
    }

    /**
     * Returns what is configured for an extension in an organisation, in whatever status it is.
     *
     * @throws dev.berth.sdk.problem.ProblemException {@code extension-not-found}
     */
    public ExtensionConfig of(ExtensionId extension, String organization) {
        return new ExtensionConfig(
                new ConfigRows(this, extension, organization),
                registry.require(extension, Optional.of(organization)).manifest());
    }

    /** Encrypts all secrets under a new master key, or finishes that if it was cut short. */
    public Rotation rotateKey(By by) {
        return secrets.rotate(by);
    }

    /** Tries to decrypt every secret, and returns what could not be. */
    public List<UnreadableSecret> unreadable() {
        return secrets.unreadable();
    }

    /** Returns the secrets whose key is gone, without looking at the others. */
    public List<UnreadableSecret> keyless() {
        return secrets.keyless();
    }
}
