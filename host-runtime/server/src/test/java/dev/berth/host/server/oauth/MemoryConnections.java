/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.oauth;

import dev.berth.host.port.nango.ConnectionStore;
import dev.berth.host.port.nango.StoredConnection;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Connections that are forgotten with the test. */
final class MemoryConnections implements ConnectionStore {
    final Map<String, Session> sessions = new LinkedHashMap<>();
    final Map<String, Flow> flows = new LinkedHashMap<>();
    final Map<String, Kept> connections = new LinkedHashMap<>();

    @Override
    public synchronized void open(Session session, Instant now) {
        sessions.put(session.hash(), session);
    }

    @Override
    public synchronized Optional<Session> session(String hash) {
        return Optional.ofNullable(sessions.get(hash));
    }

    @Override
    public synchronized void begin(Flow flow, Instant now) {
        flows.put(flow.hash(), flow);
    }

    @Override
    public synchronized Optional<Flow> take(String hash) {
        return Optional.ofNullable(flows.remove(hash));
    }

    @Override
    public synchronized boolean connect(String session, Kept connection) {
        boolean open = sessions.remove(session) != null;
        if (open) {
            connections.put(connection.connection().connectionId(), connection);
        }
        return open;
    }

    @Override
    public synchronized List<StoredConnection> all(String organization) {
        return connections.values().stream()
                .map(Kept::connection)
                .filter(connection -> connection.owner().organization().equals(organization))
                .toList();
    }

    @Override
    public synchronized Optional<Kept> find(String connectionId) {
        return Optional.ofNullable(connections.get(connectionId));
    }

    @Override
    public synchronized void refreshed(String connectionId, String sealed, Optional<Instant> expiresAt) {
        connections.computeIfPresent(connectionId, (id, kept) -> new Kept(kept.connection(), sealed, expiresAt));
    }

    @Override
    public synchronized void failed(String connectionId, String failure) {
        connections.computeIfPresent(connectionId, (id, kept) -> {
            StoredConnection old = kept.connection();
            return new Kept(
                    new StoredConnection(
                            id, old.providerConfigKey(), old.owner(), old.createdAt(), Optional.of(failure)),
                    kept.sealed(),
                    kept.expiresAt());
        });
    }

    @Override
    public synchronized void delete(String connectionId) {
        connections.remove(connectionId);
    }
}
