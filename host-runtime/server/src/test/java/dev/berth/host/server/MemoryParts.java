/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import dev.berth.host.HostAssembly.Parts;
import dev.berth.host.HostStatus;
import dev.berth.host.audit.AuditEntry;
import dev.berth.host.audit.AuditStore;
import dev.berth.host.boot.HookMarks;
import dev.berth.host.extension.ContentStore;
import dev.berth.host.extension.ExtensionStore;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.Loaded;
import dev.berth.host.extension.Transactor;
import dev.berth.host.extension.VerifiedPackage;
import dev.berth.host.grant.Grant;
import dev.berth.host.grant.GrantStore;
import dev.berth.host.identity.Token;
import dev.berth.host.identity.TokenStore;
import dev.berth.host.journal.BatchEntry;
import dev.berth.host.journal.JournalEntry;
import dev.berth.host.journal.JournalStore;
import dev.berth.host.kind.NativeRow;
import dev.berth.host.kind.NativeStore;
import dev.berth.host.port.PortBackends;
import dev.berth.host.port.jobs.JobQueue;
import dev.berth.host.port.nango.ConnectionGateway;
import dev.berth.host.port.notifications.NotificationStore;
import dev.berth.host.port.objects.ObjectStore;
import dev.berth.host.port.secrets.SecretStore;
import dev.berth.host.port.settings.SettingsStore;
import dev.berth.sdk.value.ExtensionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** The parts of a host that forget everything: a real kernel without a database and without a framework. */
final class MemoryParts {
    private MemoryParts() {}

    static Parts open(Path folder, ConnectionGateway gateway) {
        return new Parts(
                new Audit(),
                new Extensions(),
                new Natives(),
                new NoTransactions(),
                new Contents(folder),
                new Grants(),
                new PermissionsInMemory(),
                new TokensInMemory(),
                new NamespaceInMemory(),
                behindThePorts().with(gateway),
                new OneKey(),
                new Journal(),
                HookMarks.NONE,
                new TextPackages(folder),
                new ClassPathEngine(),
                () -> new HostStatus.Database("none", "", "memory", true),
                () -> {});
    }

    /** Settings, secrets and objects, and beside them stores that are empty and forget. */
    private static PortBackends behindThePorts() {
        try {
            Class<?>[] types = Arrays.stream(PortBackends.class.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            Map<Class<?>, Object> kept = Map.of(
                    SettingsStore.class,
                    new MemorySettings(),
                    SecretStore.class,
                    new MemorySecrets(),
                    JobQueue.class,
                    new MemoryJobs(),
                    NotificationStore.class,
                    new MemoryNotifications());
            Object[] stores = Arrays.stream(types)
                    .map(type -> kept.containsKey(type) ? kept.get(type) : nothing(type))
                    .toArray();
            return PortBackends.class.getDeclaredConstructor(types).newInstance(stores);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object nothing(Class<?> type) {
        if (type == ObjectStore.class) {
            return new MemoryObjects();
        }
        Map<Class<?>, Object> answers =
                Map.of(Optional.class, Optional.empty(), List.class, List.of(), long.class, 0L, boolean.class, false);
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answers.get(method.getReturnType()));
    }

    private static final class NoTransactions implements Transactor {
        @Override
        public synchronized <T> T within(Supplier<T> work) {
            return work.get();
        }

        @Override
        public void afterwards(Runnable work) {
            work.run();
        }
    }

    private static final class Audit implements AuditStore {
        private final List<AuditEntry> entries = new ArrayList<>();

        @Override
        public synchronized void append(Function<Optional<AuditEntry>, AuditEntry> next) {
            entries.add(
                    next.apply(entries.isEmpty() ? Optional.empty() : Optional.of(entries.get(entries.size() - 1))));
        }

        @Override
        public synchronized List<AuditEntry> read(long after, int limit) {
            return entries.stream()
                    .filter(entry -> entry.sequence() > after)
                    .limit(limit)
                    .toList();
        }
    }

    private static final class Natives implements NativeStore {
        @Override
        public List<NativeRow> load() {
            return List.of();
        }

        @Override
        public void save(NativeRow row) {}

        @Override
        public void delete(NativeRow row) {}
    }

    private static final class Extensions implements ExtensionStore {
        private final Map<ExtensionId, InstalledExtension> rows = new HashMap<>();

        @Override
        public Loaded<InstalledExtension> load() {
            return new Loaded<>(List.copyOf(rows.values()), List.of());
        }

        @Override
        public void save(InstalledExtension extension) {
            rows.put(extension.id(), extension);
        }

        @Override
        public void delete(ExtensionId id) {
            rows.remove(id);
        }
    }

    private static final class Grants implements GrantStore {
        private final Map<String, Grant> rows = new HashMap<>();

        @Override
        public Loaded<Grant> load() {
            return new Loaded<>(List.copyOf(rows.values()), List.of());
        }

        @Override
        public void save(Grant grant) {
            rows.put(grant.extension() + " " + grant.organization(), grant);
        }

        @Override
        public void delete(ExtensionId extension) {
            rows.values().removeIf(grant -> grant.extension().equals(extension));
        }

        @Override
        public void delete(ExtensionId extension, Optional<String> organization) {
            rows.remove(extension + " " + organization);
        }
    }

    private static final class TokensInMemory implements TokenStore {
        private final Map<String, Token> rows = new HashMap<>();

        @Override
        public Loaded<Token> load() {
            return new Loaded<>(List.copyOf(rows.values()), List.of());
        }

        @Override
        public void save(Token token) {
            rows.put(token.id(), token);
        }

        @Override
        public void delete(String id) {
            rows.remove(id);
        }
    }

    private static final class Journal implements JournalStore {
        @Override
        public void append(JournalEntry entry) {}

        @Override
        public List<JournalEntry> open() {
            return List.of();
        }

        @Override
        public List<JournalEntry> waiting(ExtensionId extension) {
            return List.of();
        }

        @Override
        public void append(BatchEntry entry) {}

        @Override
        public List<BatchEntry> openBatches() {
            return List.of();
        }
    }

    private static final class Contents implements ContentStore {
        private final Path folder;
        private final Set<String> digests = new HashSet<>();

        Contents(Path folder) {
            this.folder = folder;
        }

        @Override
        public void put(VerifiedPackage verified) {
            try {
                Files.write(path(verified.packageDigest()), Files.readAllBytes(verified.file()));
                digests.add(verified.packageDigest());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Path path(String packageDigest) {
            return folder.resolve(packageDigest);
        }

        @Override
        public boolean isIntact(String packageDigest) {
            return digests.contains(packageDigest);
        }

        @Override
        public Set<String> digests() {
            return Set.copyOf(digests);
        }

        @Override
        public boolean setAside(String packageDigest) {
            return digests.remove(packageDigest);
        }

        @Override
        public void bringBack(String packageDigest) {
            digests.add(packageDigest);
        }

        @Override
        public void delete(String packageDigest) {
            digests.remove(packageDigest);
        }
    }
}
