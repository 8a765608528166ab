/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.fake;

import dev.berth.host.port.secrets.Sealed;
import dev.berth.host.port.secrets.SecretName;
import dev.berth.host.port.secrets.SecretStore;
import dev.berth.sdk.value.ExtensionId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Encrypted secrets in memory, in the transactions of a {@link MemoryStore}. */
final class MemorySecrets implements SecretStore {
    static final Comparator<SecretName> ORDER = Comparator.comparing(SecretName::extension)
            .thenComparing(SecretName::organization)
            .thenComparing(SecretName::key);

    private final MemoryStore store;
    private final Supplier<SortedMap<SecretName, Row>> rows;

    MemorySecrets(MemoryStore store, Supplier<SortedMap<SecretName, Row>> rows) {
        this.store = store;
        this.rows = rows;
    }

    private <T> T in(Function<SortedMap<SecretName, Row>, T> work) {
        return store.transactor().within(() -> work.apply(rows.get()));
    }

    @Override
    public Optional<Row> get(SecretName name) {
        return in(all -> Optional.ofNullable(all.get(name)));
    }

    @Override
    public void put(Row row) {
        in(all -> Optional.ofNullable(all.put(row.name(), row)));
    }

    @Override
    public void reseal(Row row, Sealed sealed) {
        in(all -> all.replace(row.name(), row, new Row(row.name(), sealed, row.writtenAt())));
    }

    @Override
    public void delete(SecretName name) {
        in(all -> Optional.ofNullable(all.remove(name)));
    }

    @Override
    public void deleteAll(ExtensionId extension) {
        in(all -> all.keySet().removeIf(name -> name.extension().equals(extension)));
    }

    @Override
    public Set<String> organizations(ExtensionId extension) {
        return in(all -> all.keySet().stream()
                .filter(name -> name.extension().equals(extension))
                .map(SecretName::organization)
                .collect(Collectors.toSet()));
    }

    @Override
    public void deleteIn(ExtensionId extension, String organization) {
        in(all -> all.keySet()
                .removeIf(name -> name.extension().equals(extension)
                        && name.organization().equals(organization)));
    }

    @Override
    public List<Row> list(ExtensionId extension, String organization) {
        return in(all -> all.values().stream()
                .filter(row -> row.name().extension().equals(extension))
                .filter(row -> row.name().organization().equals(organization))
                .toList());
    }

    @Override
    public Set<String> keyIds() {
        return in(all -> all.values().stream().map(row -> row.sealed().keyId()).collect(Collectors.toSet()));
    }

    @Override
    public List<Row> page(Optional<SecretName> after, int limit) {
        return in(all -> all.values().stream()
                .filter(row -> after.isEmpty() || ORDER.compare(row.name(), after.get()) > 0)
                .limit(limit)
                .toList());
    }
}
