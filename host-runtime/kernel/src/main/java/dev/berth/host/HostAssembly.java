/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host;

import dev.berth.host.activation.BundleEngine;
import dev.berth.host.audit.AuditStore;
import dev.berth.host.boot.HookMarks;
import dev.berth.host.extension.ContentStore;
import dev.berth.host.extension.ExtensionStore;
import dev.berth.host.extension.PackageVerifier;
import dev.berth.host.extension.Transactor;
import dev.berth.host.grant.GrantStore;
import dev.berth.host.identity.TokenStore;
import dev.berth.host.journal.JournalStore;
import dev.berth.host.kind.NativeStore;
import dev.berth.host.namespace.NamespaceStore;
import dev.berth.host.permission.PermissionStore;
import dev.berth.host.port.PortBackends;
import dev.berth.host.port.secrets.SecretKeys;
import java.util.function.Supplier;

/** Opens the parts of a host that are not the kernel's. The launcher's composition root is found as a service of this type. */
@FunctionalInterface
public interface HostAssembly {
    /**
     * Opens the parts, or throws a problem and leaves nothing open.
     *
     * @throws dev.berth.sdk.problem.ProblemException {@code home-locked}, {@code home-unwritable}, {@code store-corrupt}, …
     */
    Parts open(HostConfig config);

    /**
     * The parts.
     *
     * @param natives what is held of kinds
     * @param backends what stands behind the ports
     * @param secretKeys the keys that secrets are encrypted with
     * @param marks remembers in which hook a boot ended (LIFE-66)
     * @param database tells how the database is now
     * @param release closes the stores and gives the home free
     */
    record Parts(
            AuditStore audit,
            ExtensionStore extensions,
            NativeStore natives,
            Transactor transactor,
            ContentStore contents,
            GrantStore grants,
            PermissionStore permissions,
            TokenStore tokens,
            NamespaceStore namespaces,
            PortBackends backends,
            SecretKeys secretKeys,
            JournalStore journal,
            HookMarks marks,
            PackageVerifier verifier,
            BundleEngine engine,
            Supplier<HostStatus.Database> database,
            Runnable release) {
        /** Ends the engine, and gives the home free whatever comes of that. */
        public void close() {
            try {
                engine.close();
            } finally {
                release.run();
            }
        }
    }
}
