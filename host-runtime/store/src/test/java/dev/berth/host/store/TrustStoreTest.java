/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.evidence.Block;
import dev.berth.host.evidence.PublisherKey;
import dev.berth.host.evidence.PublisherKey.Custody;
import dev.berth.host.evidence.PublisherKey.State;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The key ring and the block list, on every database. */
class TrustStoreTest extends EitherDatabase {
    private static final Instant FROM = Instant.parse("2026-03-24T00:00:00Z");
    private static final PublisherKey KEY = new PublisherKey(
            "06e3fd8fda29bb60",
            "acme",
            "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
            State.ACTIVE,
            Custody.AUTHOR,
            FROM,
            Optional.empty(),
            Optional.empty());

    @Test
    @DisplayName("TRUST-54: keys outlive a restart, in each state")
    void keys() {
        store.trust().save(KEY);
        reopen();
        assertThat(store.trust().keys()).containsExactly(KEY);
        PublisherKey retired = KEY.retired(FROM.plusSeconds(60));
        store.trust().save(retired);
        assertThat(store.trust().keys()).containsExactly(retired);
        PublisherKey revoked = retired.revoked(FROM.plusSeconds(30));
        store.trust().save(revoked);
        reopen();
        assertThat(store.trust().keys()).containsExactly(revoked);
    }

    @Test
    @DisplayName("TRUST-159: blocks outlive a restart, and end")
    void blocks() {
        Block block = new Block("@acme/crm-connector@1.0.0", "It \"leaks\".", FROM);
        store.trust().save(block);
        store.trust().save(block);
        reopen();
        assertThat(store.trust().blocks()).containsExactly(block);
        store.trust().unblock(block.value());
        store.trust().unblock(block.value());
        assertThat(store.trust().blocks()).isEmpty();
    }

    @Test
    @DisplayName("TRUST-60: what is not installed has not come yet")
    void unknown() {
        assertThat(store.trust().firstInstalled("sha256:" + "0".repeat(64))).isEmpty();
    }

    @Test
    @DisplayName("TRUST-54, TRUST-58, TRUST-59: for which times a key vouches")
    void times() {
        assertThat(KEY.vouchesAt(FROM)).isTrue();
        assertThat(KEY.vouchesAt(FROM.minusMillis(1))).isFalse();
        PublisherKey retired = KEY.retired(FROM.plusSeconds(60));
        assertThat(retired.vouchesAt(FROM.plusSeconds(60))).isTrue();
        assertThat(retired.vouchesAt(FROM.plusSeconds(61))).isFalse();
        PublisherKey revoked = KEY.revoked(FROM.plusSeconds(30));
        assertThat(revoked.vouchesAt(FROM.plusSeconds(29))).isTrue();
        assertThat(revoked.vouchesAt(FROM.plusSeconds(30))).isFalse();
    }
}
