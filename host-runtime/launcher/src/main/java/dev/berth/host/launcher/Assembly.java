/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.launcher;

import dev.berth.conformance.input.PolicyFile;
import dev.berth.conformance.run.InstallGates;
import dev.berth.host.HostAssembly;
import dev.berth.host.HostConfig;
import dev.berth.host.audit.AuditLog;
import dev.berth.host.extension.PackageVerifier;
import dev.berth.host.felix.FelixEngine;
import dev.berth.host.felix.SharedPackage;
import dev.berth.host.marketplace.trust.TrustPipeline;
import dev.berth.host.port.nango.ConnectionAudit;
import dev.berth.host.port.nango.ConnectionGateway;
import dev.berth.host.port.secrets.DataKey;
import dev.berth.host.port.secrets.SecretKeys;
import dev.berth.host.server.oauth.Gateways;
import dev.berth.host.store.HostStore;
import dev.berth.host.store.keys.EnvironmentKeys;
import dev.berth.host.store.keys.KeyFile;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.ManifestPolicy;
import dev.berth.manifest.validate.ManifestValidator;
import dev.berth.sdk.value.SdkAbi;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The composition root: which implementation stands behind each seam of the kernel. Found as a service by programs that embed. */
public final class Assembly implements HostAssembly {
    @Override
    public Parts open(HostConfig config) {
        Thread.ofPlatform().daemon().name("berth-warm-up").start(FelixEngine::warmUp);
        Set<SharedPackage> shared = config.contracts().entrySet().stream()
                .map(contract -> SharedPackage.of(contract.getKey(), contract.getValue()))
                .collect(Collectors.toUnmodifiableSet());
        Optional<SecretKeys> given = config.secretKeys().or(() -> EnvironmentKeys.of(System.getenv()));
        Gateways gateways = Gateways.read(config.home(), name -> Optional.ofNullable(System.getenv(name)));
        Optional<PolicyFile> policy = PolicyFile.ofHost(config.home().resolve("policy.json"));
        HostStore store = HostStore.open(config.home(), config.database(), Assembly::reread);
        SecretKeys keys = given.orElseGet(() -> new KeyFile(store.home().secretKeys()));
        ConnectionGateway gateway = gateways.open(
                store.connections(),
                new DataKey(store.backends().secrets(), keys, store.transactor(), config.clock()),
                new ConnectionAudit(new AuditLog(store.audit(), config.clock()), store.transactor()),
                config.clock(),
                config.warnings());
        PackageVerifier verifier = new TrustPipeline(
                store.home().staging(),
                policy.map(file -> file.policy(SdkAbi.VERSION).manifest())
                        .orElseGet(() -> ManifestPolicy.of(SdkAbi.VERSION)),
                policy.map(InstallGates::new).orElseGet(InstallGates::new),
                store.trust(),
                config.officialScopes(),
                config.clock());
        return new Parts(
                store.audit(),
                store.extensions(),
                store.natives(),
                store.transactor(),
                store.contents(),
                store.grants(),
                store.permissions(),
                store.tokens(),
                store.namespaces(),
                store.backends().with(gateway),
                keys,
                store.journal(),
                store.marks(),
                verifier,
                new FelixEngine(store.home().engine(), shared),
                store::describe,
                () -> {
                    gateway.close();
                    store.close();
                });
    }

    private static ExtensionManifest reread(String json) {
        return new ManifestValidator()
                .reread(json)
                .orElseThrow(() -> new IllegalArgumentException("The stored text is not a manifest that was accepted"));
    }
}
