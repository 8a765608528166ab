/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.audit.By;
import dev.berth.host.fake.MemoryStore;
import dev.berth.host.port.PortFixture;
import dev.berth.host.port.secrets.SecretStore.Row;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** PORT-66: master keys change while everything stays readable. */
class SecretVaultTest {
    private static final By ADA = new By("ada", "cli");
    private static final ExtensionId OTHER = ExtensionId.of("@acme/other-connector");

    private final PortFixture port = PortFixture.granted();
    private final SecretVault vault = port.vault;

    private static SecretName name(ExtensionId extension, int number) {
        return new SecretName(extension, "org", "key" + number);
    }

    private void fill(int count) {
        for (int i = 0; i < count; i++) {
            vault.write(name(port.id, i), "value " + i);
            vault.write(name(OTHER, i), "other " + i);
        }
    }

    private void assertReadable(int count) {
        for (int i = 0; i < count; i++) {
            assertThat(vault.read(name(port.id, i))).contains("value " + i);
            assertThat(vault.read(name(OTHER, i))).contains("other " + i);
        }
        assertThat(vault.unreadable()).isEmpty();
    }

    @Test
    @DisplayName("Changing the key encrypts every secret anew, forgets the old key, and audits how many")
    void rotation() {
        fill(130);
        String before = port.keys.current().id();
        Optional<Row> old = port.store.secrets().get(name(OTHER, 7));
        Rotation rotation = vault.rotate(ADA);
        String now = port.keys.current().id();
        assertThat(rotation).isEqualTo(new Rotation(now, false, 260, List.of()));
        assertThat(now).isNotEqualTo(before);
        assertThat(port.keys.ids()).containsExactly(now);
        assertThat(port.store.secrets().keyIds()).containsExactly(now);
        assertThat(port.store.secrets().get(name(OTHER, 7)).map(Row::writtenAt)).isEqualTo(old.map(Row::writtenAt));
        assertReadable(130);
        assertThat(port.audit.read(0, 100))
                .filteredOn(entry -> entry.event().equals("SecretsReencrypted"))
                .extracting(entry -> entry.subject() + " " + entry.after())
                .containsExactly(
                        detail(port.id.value(), now, 100),
                        detail(port.id.value(), now, 30),
                        detail(OTHER.value(), now, 70),
                        detail(OTHER.value(), now, 60));
    }

    private static String detail(String id, String key, int count) {
        return id + " {\"keyId\":\"" + key + "\",\"count\":" + count + "}";
    }

    @Test
    @DisplayName("A change that fails at any of its transactions leaves all readable, and the next run finishes it")
    void interruption() {
        fill(130);
        for (int step = 0; step < 5; step++) {
            port.store.failCommit(step, MemoryStore.diskFull());
            assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> vault.rotate(ADA));
            assertReadable(130);
            Rotation next = vault.rotate(ADA);
            assertThat(next.unreadable()).isEmpty();
            assertThat(port.store.secrets().keyIds()).containsExactly(next.keyId());
            assertThat(port.keys.ids()).containsExactly(next.keyId());
            assertReadable(130);
        }
    }

    @Test
    @DisplayName("A run after one that was cut short makes no key of its own")
    void resumed() {
        fill(3);
        String made = port.keys.renew().id();
        vault.write(name(port.id, 0), "value 0");
        assertThat(port.store.secrets().keyIds()).hasSize(2);
        assertReadable(3);
        assertThat(vault.rotate(ADA)).isEqualTo(new Rotation(made, true, 5, List.of()));
        assertThat(vault.rotate(ADA).resumed()).isFalse();
    }

    @Test
    @DisplayName("What cannot be read stays as it is, is named, and does not keep the others from their new key")
    void unreadable() {
        fill(2);
        Row row = port.store.secrets().get(name(port.id, 0)).orElseThrow();
        SecretName moved = new SecretName(OTHER, "org", "moved");
        port.store.secrets().put(new Row(moved, row.sealed(), row.writtenAt()));
        Rotation rotation = vault.rotate(ADA);
        assertThat(rotation.reencrypted()).isEqualTo(4);
        assertThat(rotation.unreadable())
                .containsExactly(new UnreadableSecret(
                        OTHER.value(), "org", "moved", row.sealed().keyId()));
        assertThat(port.keys.ids())
                .as("its key is kept for it")
                .contains(row.sealed().keyId());
        assertThat(vault.rotate(ADA).resumed()).as("it is not unfinished work").isFalse();
        assertThat(vault.list(OTHER, "org"))
                .extracting(SecretView::key, SecretView::readable)
                .contains(org.assertj.core.groups.Tuple.tuple("moved", false));
    }
}
