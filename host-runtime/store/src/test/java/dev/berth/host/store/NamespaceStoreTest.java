/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.audit.By;
import dev.berth.host.namespace.Named;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NamespaceStoreTest extends EitherDatabase {
    @Test
    @DisplayName("LIFE-157: the name of the host is kept, and another one takes its place")
    void keepsTheNamespace() {
        Instant now = Instant.parse("2026-03-01T10:00:00Z");
        assertThat(store.namespaces().load()).isEmpty();
        store.namespaces().save(new Named("acme", By.CONFIG, now));
        Named other = new Named("acme-labs", new By("ä".repeat(100), "cli"), now.plusSeconds(1));
        store.namespaces().save(other);
        reopen();
        assertThat(store.namespaces().load()).contains(other);
    }
}
