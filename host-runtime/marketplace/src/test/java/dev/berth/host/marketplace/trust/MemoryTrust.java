/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust;

import dev.berth.host.evidence.Block;
import dev.berth.host.evidence.PublisherKey;
import dev.berth.host.evidence.PublisherKey.Custody;
import dev.berth.host.evidence.PublisherKey.State;
import dev.berth.host.evidence.TrustStore;
import dev.berth.host.marketplace.trust.sign.VerifyingKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keys and blocks of one test. */
final class MemoryTrust implements TrustStore {
    static final Instant FROM = Instant.parse("2026-03-24T00:00:00Z");

    private final Map<String, PublisherKey> keys = new HashMap<>();
    private final List<Block> blocks = new ArrayList<>();
    private final Map<String, Instant> installed = new HashMap<>();

    /** Trusts a key of a scope since {@link #FROM}. */
    PublisherKey trust(VerifyingKey key, String scope, Custody custody) {
        PublisherKey row = new PublisherKey(
                key.id(), scope, key.spki(), State.ACTIVE, custody, FROM, Optional.empty(), Optional.empty());
        save(row);
        return row;
    }

    void installed(String contentDigest, Instant at) {
        installed.put(contentDigest, at);
    }

    @Override
    public List<PublisherKey> keys() {
        return List.copyOf(keys.values());
    }

    @Override
    public void save(PublisherKey key) {
        keys.put(key.id(), key);
    }

    @Override
    public List<Block> blocks() {
        return List.copyOf(blocks);
    }

    @Override
    public void save(Block block) {
        blocks.add(block);
    }

    @Override
    public void unblock(String value) {
        blocks.removeIf(block -> block.value().equals(value));
    }

    @Override
    public Optional<Instant> firstInstalled(String contentDigest) {
        return Optional.ofNullable(installed.get(contentDigest));
    }
}
