/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Knows no key and no block, and keeps none. */
final class NobodyTrusted implements TrustStore {
    @Override
    public List<PublisherKey> keys() {
        return List.of();
    }

    @Override
    public void save(PublisherKey key) {}

    @Override
    public List<Block> blocks() {
        return List.of();
    }

    @Override
    public void save(Block block) {}

    @Override
    public void unblock(String value) {}

    @Override
    public Optional<Instant> firstInstalled(String contentDigest) {
        return Optional.empty();
    }
}
