/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import dev.berth.host.DatabaseAddress;
import dev.berth.host.HostStatus;
import dev.berth.host.audit.AuditStore;
import dev.berth.host.boot.HookMarks;
import dev.berth.host.evidence.TrustStore;
import dev.berth.host.extension.ContentStore;
import dev.berth.host.extension.ExtensionStore;
import dev.berth.host.extension.Transactor;
import dev.berth.host.grant.GrantStore;
import dev.berth.host.identity.TokenStore;
import dev.berth.host.journal.JournalStore;
import dev.berth.host.kind.NativeStore;
import dev.berth.host.namespace.NamespaceStore;
import dev.berth.host.permission.PermissionStore;
import dev.berth.host.port.PortBackends;
import dev.berth.host.port.nango.ConnectionGateway;
import dev.berth.host.port.nango.ConnectionStore;
import dev.berth.host.store.boots.FileMarks;
import dev.berth.host.store.database.Database;
import dev.berth.host.store.jobs.SqlJobQueue;
import dev.berth.host.store.namespace.SqlNamespaceStore;
import dev.berth.host.store.trust.SqlTrustStore;
import dev.berth.manifest.ExtensionManifest;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** All that a host remembers, open. The one way into this package. */
public final class HostStore implements AutoCloseable {
    /** A thousand commits or so; writing so much anew takes a fraction of a second. */
    private static final long OVERGROWN = 128 * 1024 * 1024L;

    private final Home home;
    private final Database database;
    private final ContentStore contents;
    private final ExtensionStore extensions;
    private final NativeStore natives;
    private final GrantStore grants;
    private final PermissionStore permissions;
    private final TokenStore tokens;
    private final PortBackends backends;
    private final SqlAuditStore audit;
    private final JournalStore journal;

    private HostStore(Home home, Database database, ContentStore contents, Function<String, ExtensionManifest> reader) {
        this.home = home;
        this.database = database;
        this.contents = contents;
        this.extensions = new SqlExtensionStore(database, reader);
        this.natives = new SqlNativeStore(database);
        this.grants = new SqlGrantStore(database);
        this.permissions = new SqlPermissionStore(database);
        this.tokens = new SqlTokenStore(database);
        this.backends = new PortBackends(
                new SqlSettingsStore(database),
                new SqlSecretStore(database),
                new SqlObjectStore(database),
                new SqlJobQueue(database),
                new SqlNotificationStore(database),
                new SqlUsageStore(database),
                ConnectionGateway.NONE);
        this.audit = new SqlAuditStore(database, new AuditHeads(home.auditHeads()));
        this.journal = new SqlJournalStore(database);
    }

    /**
     * Locks the home and opens all that is in it, or throws and leaves nothing open.
     *
     * @param folder the home; made if it is missing
     * @param server where the rows are; without one they are in a file in the home
     * @param reader makes a manifest of the text that was stored for it; a throw makes that row unreadable
     * @throws dev.berth.sdk.problem.ProblemException {@code home-locked}, {@code home-unwritable}, {@code store-corrupt},
     *     {@code store-newer}, {@code store-unavailable}, {@code disk-full}
     */
    public static HostStore open(
            Path folder, Optional<DatabaseAddress> server, Function<String, ExtensionManifest> reader) {
        return open(folder, server, reader, OVERGROWN);
    }

    static HostStore open(
            Path folder, Optional<DatabaseAddress> server, Function<String, ExtensionManifest> reader, long overgrown) {
        Home home = Home.open(folder);
        boolean opened = false;
        try {
            DatabaseOfHome bound = new DatabaseOfHome(home.folder(), home.data());
            bound.require(server);
            ContentStore contents = DirectoryContentStore.open(home.content());
            Database database = server.map(bound::open).orElseGet(() -> Database.inFile(home.data(), overgrown));
            opened = true;
            return new HostStore(home, database, contents, reader);
        } finally {
            if (!opened) {
                home.close();
            }
        }
    }

    /** Returns the folder, for those who keep files in it. */
    public Home home() {
        return home;
    }

    public Transactor transactor() {
        return database;
    }

    /** Returns what lies below the stores. */
    Database database() {
        return database;
    }

    public ContentStore contents() {
        return contents;
    }

    public ExtensionStore extensions() {
        return extensions;
    }

    public NativeStore natives() {
        return natives;
    }

    public GrantStore grants() {
        return grants;
    }

    public PermissionStore permissions() {
        return permissions;
    }

    public TokenStore tokens() {
        return tokens;
    }

    /** Returns where the name of this host is kept. */
    public NamespaceStore namespaces() {
        return new SqlNamespaceStore(database);
    }

    /** Returns the key ring and the block list. */
    public TrustStore trust() {
        return new SqlTrustStore(database);
    }

    /** Returns what is behind the ports, without a gateway. */
    public PortBackends backends() {
        return backends;
    }

    /** Returns what a gateway of this host keeps. */
    public ConnectionStore connections() {
        return new SqlConnectionStore(database);
    }

    public AuditStore audit() {
        return audit;
    }

    public JournalStore journal() {
        return journal;
    }

    /** Returns what remembers in which hook a boot ended; of this home, also where rows are on a server. */
    public HookMarks marks() {
        return new FileMarks(home.folder().resolve("boots.log"));
    }

    /** Tells how the database is now. */
    public HostStatus.Database describe() {
        return database.describe();
    }

    /** Closes the database, then gives the home free. A second call does nothing. */
    @Override
    public void close() {
        try (home;
                database) {
            audit.end();
        }
    }
}
