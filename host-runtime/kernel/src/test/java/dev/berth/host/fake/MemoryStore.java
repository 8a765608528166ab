/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.fake;

import dev.berth.host.audit.AuditEntry;
import dev.berth.host.audit.AuditStore;
import dev.berth.host.extension.ExtensionStore;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.Loaded;
import dev.berth.host.extension.Transactor;
import dev.berth.host.grant.GrantStore;
import dev.berth.host.identity.Token;
import dev.berth.host.identity.TokenStore;
import dev.berth.host.journal.BatchEntry;
import dev.berth.host.journal.JournalEntry;
import dev.berth.host.journal.JournalStore;
import dev.berth.host.kind.NativeRow;
import dev.berth.host.kind.NativeStore;
import dev.berth.host.namespace.Named;
import dev.berth.host.namespace.NamespaceStore;
import dev.berth.host.permission.PermissionStore;
import dev.berth.host.port.PortBackends;
import dev.berth.host.port.nango.ConnectionGateway;
import dev.berth.host.port.objects.ObjectStore;
import dev.berth.host.port.secrets.SecretStore;
import dev.berth.host.port.settings.SettingsStore;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** All stores of a host in memory, with transactions that roll back and can be told to fail. */
public final class MemoryStore {
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Runnable> afterwards = new ArrayList<>();
    private final AtomicInteger failAfter = new AtomicInteger(-1);
    private MemoryState state = new MemoryState();
    public final MemoryNotifications notifications = new MemoryNotifications();
    public final MemoryUsage usage = new MemoryUsage();
    private final MemoryJobs jobs =
            new MemoryJobs(transactor(), () -> state.jobs, () -> seen(() -> List.copyOf(state.jobs.values())));
    private RuntimeException failure = diskFull();
    private volatile boolean refusing;
    private volatile boolean lost;
    private volatile boolean refusingNatives;
    private volatile boolean refusingNativeDeletes;

    public static ProblemException diskFull() {
        return new ProblemException(Problem.of(ProblemCode.DISK_FULL, "the disk", "The disk is full."));
    }

    /** The transaction after {@code skip} more fails at its commit; then all is well again. */
    public void failCommit(int skip, RuntimeException thrown) {
        failure = thrown;
        lost = false;
        failAfter.set(skip);
    }

    /** The transaction after {@code skip} more is kept, and whoever waits for it is told that it failed. */
    public void loseAnswer(int skip, RuntimeException thrown) {
        failCommit(skip, thrown);
        lost = true;
    }

    /** From now on, or no longer, nothing can be read or written. */
    public void refuse(boolean value) {
        refusing = value;
    }

    /** Tells whether nothing can be read or written now. */
    public boolean isRefusing() {
        return refusing;
    }

    /** Makes a row unreadable; what it was can still be told. */
    public void unreadable(ExtensionId id) {
        InstalledExtension gone = state.rows.remove(id);
        Optional.ofNullable(gone).ifPresent(state.salvaged::add);
        state.unreadable.add(Problem.of(ProblemCode.STATUS_UNREADABLE, id.value(), "The row " + gone + " is damaged."));
    }

    /** Makes the grant of an extension unreadable. */
    public void unreadableGrant(ExtensionId id) {
        state.unreadableGrants.add(Problem.of(ProblemCode.STATUS_UNREADABLE, id.value(), "The grant is damaged."));
    }

    private <T> T in(Supplier<T> work) {
        lock.lock();
        MemoryState before = state.copy();
        boolean outer = lock.getHoldCount() == 1;
        boolean kept = false;
        try {
            if (refusing) {
                throw diskFull();
            }
            T result = work.get();
            if (outer && failAfter.get() >= 0 && failAfter.getAndDecrement() == 0) {
                kept = lost;
                throw failure;
            }
            kept = true;
            return result;
        } finally {
            if (!kept) {
                state = before;
            }
            if (outer) {
                List<Runnable> due = List.copyOf(afterwards);
                afterwards.clear();
                due.forEach(Runnable::run);
            }
            lock.unlock();
        }
    }

    /** Reads, which is no transaction that could fail. */
    private <T> T seen(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private void run(Runnable work) {
        in(() -> {
            work.run();
            return true;
        });
    }

    public Transactor transactor() {
        return new Transactor() {
            @Override
            public <T> T within(Supplier<T> work) {
                return in(work);
            }

            @Override
            public void afterwards(Runnable work) {
                if (lock.isHeldByCurrentThread()) {
                    afterwards.add(work);
                } else {
                    work.run();
                }
            }
        };
    }

    /** Returns what stands behind the ports. */
    public PortBackends backends() {
        return new PortBackends(settings(), secrets(), objects(), jobs, notifications, usage, ConnectionGateway.NONE);
    }

    public MemoryJobs jobs() {
        return jobs;
    }

    public SecretStore secrets() {
        return new MemorySecrets(this, () -> state.secrets);
    }

    public ExtensionStore extensions() {
        return new ExtensionStore() {
            @Override
            public Loaded<InstalledExtension> load() {
                return seen(() -> new Loaded<>(List.copyOf(state.rows.values()), state.unreadable, state.salvaged));
            }

            @Override
            public void save(InstalledExtension extension) {
                run(() -> state.rows.put(extension.id(), extension));
            }

            @Override
            public void delete(ExtensionId id) {
                run(() -> state.rows.remove(id));
            }
        };
    }

    /** From now on, or no longer, what kinds hold cannot be written. */
    public void refuseNatives(boolean value) {
        refusingNatives = value;
    }

    /** From now on, or no longer, what kinds hold cannot be deleted. */
    public void refuseNativeDeletes(boolean value) {
        refusingNativeDeletes = value;
    }

    public NativeStore natives() {
        return new NativeStore() {
            @Override
            public List<NativeRow> load() {
                return seen(() -> List.copyOf(state.natives.values()));
            }

            @Override
            public void save(NativeRow row) {
                run(() -> {
                    if (refusingNatives) {
                        throw diskFull();
                    }
                    state.natives.put(key(row), row);
                });
            }

            @Override
            public void delete(NativeRow row) {
                run(() -> {
                    if (refusingNatives || refusingNativeDeletes) {
                        throw diskFull();
                    }
                    state.natives.remove(key(row));
                });
            }

            private String key(NativeRow row) {
                return row.extension() + " " + row.scope() + " " + row.packageDigest() + " " + row.part() + " "
                        + row.name();
            }
        };
    }

    /** Returns what is held of kinds, {@code @acme/a-skill skill greet for the platform}, or archived. */
    public List<String> nativeRows() {
        return seen(() -> state.natives.values().stream()
                .map(row -> row.extension() + " " + row.part() + " " + row.name() + " for " + row.scope()
                        + (row.archived() ? ", archived" : ""))
                .toList());
    }

    public GrantStore grants() {
        return new MemoryGrants(
                transactor(),
                () -> state.grants,
                () -> seen(() -> new Loaded<>(List.copyOf(state.grants.values()), state.unreadableGrants)));
    }

    public PermissionStore permissions() {
        return new MemoryPermissions(
                transactor(),
                () -> state.permissions,
                () -> state.mounts,
                () -> seen(() -> List.copyOf(state.permissions.values())),
                () -> seen(() -> List.copyOf(state.mounts.values())));
    }

    public TokenStore tokens() {
        return new TokenStore() {
            @Override
            public Loaded<Token> load() {
                return seen(() -> new Loaded<>(List.copyOf(state.tokens.values()), List.of()));
            }

            @Override
            public void save(Token token) {
                run(() -> state.tokens.put(token.id(), token));
            }

            @Override
            public void delete(String id) {
                run(() -> state.tokens.remove(id));
            }
        };
    }

    public NamespaceStore namespaces() {
        return new NamespaceStore() {
            @Override
            public Optional<Named> load() {
                return seen(() -> state.namespaces.values().stream().findFirst());
            }

            @Override
            public void save(Named named) {
                run(() -> {
                    state.namespaces.clear();
                    state.namespaces.put(named.name(), named);
                });
            }
        };
    }

    public SettingsStore settings() {
        return new SettingsStore() {
            @Override
            public Optional<String> get(ExtensionId extension, String organization, String key) {
                return in(() -> Optional.ofNullable(state.settings.get(key(extension, organization, key))));
            }

            @Override
            public Map<String, String> list(ExtensionId extension, String organization) {
                String start = key(extension, organization, "");
                return in(() -> state.settings.entrySet().stream()
                        .filter(row -> row.getKey().startsWith(start))
                        .collect(Collectors.toMap(row -> row.getKey().substring(start.length()), Map.Entry::getValue)));
            }

            @Override
            public void put(ExtensionId extension, String organization, String key, String json) {
                run(() -> {
                    state.settings.put(key(extension, organization, key), json);
                    state.marks.remove(key(extension, organization, key));
                });
            }

            @Override
            public void seed(ExtensionId extension, String organization, String key, String json, String mark) {
                run(() -> {
                    state.settings.put(key(extension, organization, key), json);
                    state.marks.put(key(extension, organization, key), mark);
                });
            }

            @Override
            public Optional<String> mark(ExtensionId extension, String organization, String key) {
                return in(() -> Optional.ofNullable(state.marks.get(key(extension, organization, key))));
            }

            @Override
            public void delete(ExtensionId extension, String organization, String key) {
                run(() -> {
                    state.settings.remove(key(extension, organization, key));
                    state.marks.remove(key(extension, organization, key));
                });
            }

            @Override
            public void deleteAll(ExtensionId extension) {
                run(() -> state.settings.keySet().removeIf(key -> key.startsWith("ext:" + extension + ":")));
            }

            @Override
            public Set<String> organizations(ExtensionId extension) {
                return in(() -> state.settings.keySet().stream()
                        .filter(key -> key.startsWith("ext:" + extension + ":"))
                        .map(key -> key.split(":", -1)[2])
                        .collect(Collectors.toSet()));
            }

            @Override
            public void deleteIn(ExtensionId extension, String organization) {
                run(() -> state.settings
                        .keySet()
                        .removeIf(key -> key.startsWith("ext:" + extension + ":" + organization + ":")));
            }
        };
    }

    public ObjectStore objects() {
        return new MemoryObjects(transactor(), () -> state.objects, () -> seen(() -> Map.copyOf(state.objects)));
    }

    private static String key(ExtensionId extension, String organization, String key) {
        return "ext:" + extension + ":" + organization + ":" + key;
    }

    public AuditStore audit() {
        return new AuditStore() {
            @Override
            public void append(Function<Optional<AuditEntry>, AuditEntry> next) {
                run(() -> state.audit.add(next.apply(
                        state.audit.isEmpty()
                                ? Optional.empty()
                                : Optional.of(state.audit.get(state.audit.size() - 1)))));
            }

            @Override
            public List<AuditEntry> read(long after, int limit) {
                return in(() -> state.audit.stream()
                        .filter(entry -> entry.sequence() > after)
                        .limit(limit)
                        .toList());
            }
        };
    }

    public JournalStore journal() {
        return new JournalStore() {
            @Override
            public void append(JournalEntry entry) {
                run(() -> state.journal.add(entry));
            }

            @Override
            public List<JournalEntry> open() {
                return last(entry -> !entry.phase().isTerminal());
            }

            @Override
            public List<JournalEntry> waiting(ExtensionId extension) {
                return last(entry -> entry.phase() == JournalEntry.Phase.WAITING
                        && entry.extension().equals(extension));
            }

            private List<JournalEntry> last(Predicate<JournalEntry> which) {
                return seen(() -> {
                    Map<String, JournalEntry> last = new LinkedHashMap<>();
                    state.journal.forEach(entry -> last.put(entry.operation(), entry));
                    return last.values().stream().filter(which).toList();
                });
            }

            @Override
            public void append(BatchEntry entry) {
                run(() -> state.batches.add(entry));
            }

            @Override
            public List<BatchEntry> openBatches() {
                return seen(() -> {
                    Map<String, BatchEntry> last = new LinkedHashMap<>();
                    state.batches.forEach(entry -> last.put(entry.batch(), entry));
                    return last.values().stream().filter(BatchEntry::isOpen).toList();
                });
            }
        };
    }

    /** Returns the phases of all installs of several. */
    public List<BatchEntry.Phase> batchPhases() {
        return seen(() -> state.batches.stream().map(BatchEntry::phase).toList());
    }

    /** Returns all journal lines. */
    public List<JournalEntry> journalLines() {
        return in(() -> List.copyOf(state.journal));
    }

    /** Returns all versions of objects, {@code @acme/a-connector:type/org/id}. */
    public List<String> objectRows() {
        return in(() -> state.objects.values().stream()
                .flatMap(List::stream)
                .map(draft -> draft.key().type() + "/" + draft.key().organization() + "/"
                        + draft.key().id())
                .toList());
    }

    /** Returns all settings by their logical key. */
    public Map<String, String> settingsRows() {
        return in(() -> Map.copyOf(state.settings));
    }

    /** Returns the audited event names and subjects, {@code PortGranted @acme/a-connector}. */
    public List<String> auditLines() {
        return seen(() -> state.audit.stream()
                .map(entry -> entry.event() + " " + entry.subject() + " by " + entry.actor())
                .toList());
    }

    /** Replaces an audit entry behind the log's back. */
    public void tamper(int index, AuditEntry entry) {
        run(() -> state.audit.set(index, entry));
    }

    /** Returns rows and grants as text, to compare before and after. */
    public String snapshot() {
        return kept().get();
    }

    /** Returns the same as it is now, which becomes a text only when somebody wants to compare. */
    public Supplier<String> kept() {
        return seen(state::copy)::text;
    }
}
