/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where keys and blocks are kept. Every method joins the transaction that runs on the thread. */
public interface TrustStore {
    /** Keeps none. */
    TrustStore NONE = new NobodyTrusted();

    /** Returns all keys, by scope and id. */
    List<PublisherKey> keys();

    /** Inserts or replaces a key. */
    void save(PublisherKey key);

    /** Returns all blocks, by value. */
    List<Block> blocks();

    /** Inserts or replaces a block. */
    void save(Block block);

    /** Removes a block; a missing one is no error. */
    void unblock(String value);

    /** Returns when content came to this host first, if it is installed: the time that counts while no index states one (TRUST-60). */
    Optional<Instant> firstInstalled(String contentDigest);
}
