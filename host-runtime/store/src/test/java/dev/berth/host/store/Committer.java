/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import static dev.berth.host.store.Rows.CRM;

import dev.berth.host.audit.AuditEvent;
import dev.berth.host.audit.AuditLog;
import dev.berth.host.audit.By;
import dev.berth.host.extension.VerifiedPackage;
import dev.berth.host.journal.JournalEntry;
import dev.berth.host.journal.JournalEntry.Phase;
import dev.berth.sdk.port.PortName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Another process that installs revision after revision, as the kernel does, and says each number that is committed. */
final class Committer {
    private Committer() {}

    public static void main(String[] arguments) throws IOException {
        Path home = Path.of(arguments[0]);
        try (HostStore store = HostStore.open(home, Optional.empty(), Rows::manifest, 1 << 20)) {
            AuditLog log = Rows.log(store.audit());
            int first = store.extensions().load().rows().stream()
                    .mapToInt(row -> row.current().number() + 1)
                    .findFirst()
                    .orElse(1);
            for (int n = first; ; n++) {
                commit(store, log, n);
                System.out.println(n);
            }
        }
    }

    private static void commit(HostStore store, AuditLog log, int n) throws IOException {
        VerifiedPackage bytes =
                Packages.of(store.home().staging().resolve("p" + n), "package " + n + "x".repeat(n % 7 * 5000));
        store.journal().append(entry(n, bytes, Phase.MATERIALIZED));
        store.contents().put(bytes);
        store.transactor().run(() -> {
            store.extensions().save(Rows.installed(CRM, n));
            store.grants().save(Rows.grant(CRM, n % 2 == 0 ? PortName.SETTINGS : PortName.SECRETS));
            store.backends().settings().put(CRM, "acme", "n", Integer.toString(n));
            store.backends().settings().put(CRM, "acme", "digest", bytes.packageDigest());
            log.append(
                    new AuditEvent.ExtensionInstalled(CRM, Optional.empty(), "1." + n + ".0", n, bytes.packageDigest()),
                    By.CONFIG);
            store.journal().append(entry(n, bytes, Phase.FINALIZED));
        });
        Files.delete(bytes.file());
    }

    private static JournalEntry entry(int n, VerifiedPackage bytes, Phase phase) {
        return new JournalEntry("op" + n, "update", CRM, bytes.packageDigest(), phase, Instant.EPOCH);
    }
}
