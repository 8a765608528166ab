/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.settings;

import dev.berth.host.extension.Transactor;
import dev.berth.host.port.access.ExtensionData;
import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Settings as values. What was read is kept, parsed, until it is written: a read finds what was committed before it began. From a
 * write to the end of its transaction, kept or not, the setting is read from the store alone, by everybody.
 */
public final class Settings implements ExtensionData {
    /** Characters of JSON; the values made of them take a few times as many bytes. */
    private static final long MOST = 4 * 1024 * 1024;

    private static final int OVERHEAD = 100;

    private final SettingsStore store;
    private final Transactor transactor;
    private final Map<SettingName, Cell> cells = new ConcurrentHashMap<>();
    private final Set<ExtensionId> leaving = ConcurrentHashMap.newKeySet();
    private final AtomicLong held = new AtomicLong();

    /** What is known of a setting. */
    private sealed interface Cell {}

    /** What is committed, or that nothing is. */
    private record Known(Optional<JsonValue> value, int size) implements Cell {}

    /** Somebody reads it, and keeps it if this very cell is still there then. */
    private static final class Loading implements Cell {}

    /** So many writes wait for the end of their transaction. */
    private record Changing(int writes) implements Cell {}

    /** Reads and writes a store, whose transactions these are. */
    public Settings(SettingsStore store, Transactor transactor) {
        this.store = store;
        this.transactor = transactor;
    }

    /** Returns the value of a setting. */
    public Optional<JsonValue> get(SettingName name) {
        Cell cell = cells.get(name);
        return cell instanceof Known known ? known.value() : load(name, cell);
    }

    private Optional<JsonValue> load(SettingName name, @Nullable Cell busy) {
        Loading mine = new Loading();
        if (busy != null || leaving.contains(name.extension()) || cells.putIfAbsent(name, mine) != null) {
            return parsed(stored(name));
        }
        try {
            Optional<String> json = stored(name);
            Known known =
                    new Known(parsed(json), OVERHEAD + json.map(String::length).orElse(0));
            if (cells.replace(name, mine, known)) {
                held.addAndGet(known.size());
                shrink();
            }
            return known.value();
        } finally {
            cells.remove(name, mine);
        }
    }

    private Optional<String> stored(SettingName name) {
        return store.get(name.extension(), name.organization(), name.key());
    }

    private static Optional<JsonValue> parsed(Optional<String> json) {
        return json.map(StrictJson::parse);
    }

    /** Returns the settings of an extension in an organisation, by key. */
    public Map<String, JsonValue> list(ExtensionId extension, String organization) {
        Map<String, JsonValue> values = new TreeMap<>();
        store.list(extension, organization).forEach((key, json) -> values.put(key, StrictJson.parse(json)));
        return values;
    }

    /** Stores a value, which is nobody's fixture any more (PORT-67). */
    public void put(SettingName name, JsonValue value) {
        transactor.run(() -> {
            changing(name);
            store.put(name.extension(), name.organization(), name.key(), value.toString());
        });
    }

    /** Stores the value of a fixture. */
    public void seed(SettingName name, JsonValue value, String mark) {
        transactor.run(() -> {
            changing(name);
            store.seed(name.extension(), name.organization(), name.key(), value.toString(), mark);
        });
    }

    /** Returns the mark of the fixture that a setting is as it was seeded. */
    public Optional<String> mark(SettingName name) {
        return store.mark(name.extension(), name.organization(), name.key());
    }

    /** Deletes a setting, and tells whether there was one. */
    public boolean delete(SettingName name) {
        return transactor.within(() -> {
            boolean present = stored(name).isPresent();
            changing(name);
            store.delete(name.extension(), name.organization(), name.key());
            return present;
        });
    }

    @Override
    public void deleteAll(ExtensionId extension) {
        delete(extension, () -> store.deleteAll(extension));
    }

    @Override
    public Set<String> organizations(ExtensionId extension) {
        return store.organizations(extension);
    }

    @Override
    public void deleteIn(ExtensionId extension, String organization) {
        delete(extension, () -> store.deleteIn(extension, organization));
    }

    private void delete(ExtensionId extension, Runnable rows) {
        transactor.run(() -> {
            leaving.add(extension);
            forget(extension);
            transactor.afterwards(() -> {
                leaving.remove(extension);
                forget(extension);
            });
            rows.run();
        });
    }

    private void changing(SettingName name) {
        cells.compute(name, (key, cell) -> {
            release(cell);
            return new Changing(cell instanceof Changing(int writes) ? writes + 1 : 1);
        });
        transactor.afterwards(() -> cells.computeIfPresent(
                name,
                (key, cell) -> cell instanceof Changing(int writes) && writes > 1 ? new Changing(writes - 1) : null));
    }

    private void forget(ExtensionId extension) {
        for (SettingName name : cells.keySet()) {
            if (name.extension().equals(extension)) {
                cells.computeIfPresent(name, (key, cell) -> {
                    release(cell);
                    return cell instanceof Changing ? cell : null;
                });
            }
        }
    }

    /** Forgets some or other of what is known, until there is room for a while. */
    private void shrink() {
        if (held.get() <= MOST) {
            return;
        }
        for (SettingName name : cells.keySet()) {
            if (held.get() <= MOST / 2) {
                return;
            }
            cells.computeIfPresent(name, (key, cell) -> {
                release(cell);
                return cell instanceof Known ? null : cell;
            });
        }
    }

    private void release(@Nullable Cell cell) {
        if (cell instanceof Known known) {
            held.addAndGet(-known.size());
        }
    }
}
