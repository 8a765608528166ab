/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.host.audit.By;
import dev.berth.host.port.PortFixture;
import dev.berth.sdk.problem.ProblemException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DataKeyTest {
    private static final String PLACE = "ext-connection:acme:c1";
    private static final String TOKENS = "{\"access\":\"the-access-token\"}";

    private final PortFixture port = PortFixture.granted();

    /** As after a restart. */
    private DataKey key() {
        return new DataKey(port.store.secrets(), port.keys, port.store.transactor(), port.clock);
    }

    @Test
    @DisplayName("PORT-66: what is sealed opens in its place after a restart, differs each time, and shows nothing")
    void roundTrip() {
        String sealed = key().seal(PLACE, TOKENS);
        assertThat(key().open(PLACE, sealed)).isEqualTo(TOKENS);
        assertThat(key().seal(PLACE, TOKENS)).isNotEqualTo(sealed).doesNotContain("access");
        assertThat(port.store.secrets().keyIds())
                .containsExactly(port.keys.current().id());
    }

    @Test
    @DisplayName(
            "PORT-66, PORT-S20: moved to another organisation or connection, or changed, it does not open, and is not shown")
    void elsewhere() {
        String sealed = key().seal(PLACE, TOKENS);
        List<Runnable> tries = List.of(
                () -> key().open("ext-connection:acme:c2", sealed),
                () -> key().open("ext-connection:other:c1", sealed),
                () -> key().open(PLACE, "A" + sealed),
                () -> key().open(PLACE, sealed.replace(".", "")),
                () -> key().open(PLACE, ""),
                () -> key().open(PLACE, "a.b.c"));
        for (Runnable attempt : tries) {
            assertThatThrownBy(attempt::run)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("[secret-unreadable]")
                    .hasMessageNotContaining("the-access-token");
        }
    }

    @Test
    @DisplayName("PORT-66: a change of the master key leaves what is sealed readable, and forgets the old key")
    void rotation() {
        String sealed = key().seal(PLACE, TOKENS);
        String before = port.keys.current().id();
        port.vault.rotate(new By("ada", "cli"));
        assertThat(port.keys.ids()).hasSize(1).doesNotContain(before);
        assertThat(key().open(PLACE, sealed)).isEqualTo(TOKENS);
    }

    @Test
    @DisplayName(
            "PORT-66: when the master key is gone, nothing is sealed or opened, and no other key is made in its stead")
    void masterKeyGone() {
        String sealed = key().seal(PLACE, TOKENS);
        port.keys.renew();
        port.keys.retain(Set.of());
        assertThatThrownBy(() -> key().open(PLACE, sealed)).hasMessageContaining("[secret-unreadable]");
        assertThatThrownBy(() -> key().seal(PLACE, TOKENS)).hasMessageContaining("[secret-unreadable]");
    }
}
