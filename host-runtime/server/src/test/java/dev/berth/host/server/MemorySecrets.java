/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import dev.berth.host.port.secrets.Sealed;
import dev.berth.host.port.secrets.SecretName;
import dev.berth.host.port.secrets.SecretStore;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/** Encrypted secrets that are forgotten with their host. */
final class MemorySecrets implements SecretStore {
    private final Map<String, Row> rows = new ConcurrentSkipListMap<>();

    @Override
    public Optional<Row> get(SecretName name) {
        return Optional.ofNullable(rows.get(name.toString()));
    }

    @Override
    public void put(Row row) {
        rows.put(row.name().toString(), row);
    }

    @Override
    public void reseal(Row row, Sealed sealed) {
        rows.replace(row.name().toString(), row, new Row(row.name(), sealed, row.writtenAt()));
    }

    @Override
    public void delete(SecretName name) {
        rows.remove(name.toString());
    }

    @Override
    public void deleteAll(ExtensionId extension) {
        rows.values().removeIf(row -> row.name().extension().equals(extension));
    }

    @Override
    public Set<String> organizations(ExtensionId extension) {
        return rows.values().stream()
                .filter(row -> row.name().extension().equals(extension))
                .map(row -> row.name().organization())
                .collect(Collectors.toSet());
    }

    @Override
    public void deleteIn(ExtensionId extension, String organization) {
        rows.values().removeAll(list(extension, organization));
    }

    @Override
    public List<Row> list(ExtensionId extension, String organization) {
        return rows.values().stream()
                .filter(row -> row.name().extension().equals(extension))
                .filter(row -> row.name().organization().equals(organization))
                .toList();
    }

    @Override
    public Set<String> keyIds() {
        return rows.values().stream().map(row -> row.sealed().keyId()).collect(Collectors.toSet());
    }

    @Override
    public List<Row> page(Optional<SecretName> after, int limit) {
        return rows.values().stream()
                .filter(row -> after.isEmpty()
                        || row.name().toString().compareTo(after.get().toString()) > 0)
                .limit(limit)
                .toList();
    }
}
