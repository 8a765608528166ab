/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.host.fake.MemoryStore;
import dev.berth.host.port.PortFixture;
import dev.berth.host.port.secrets.SecretStore.Row;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.Blame;
import dev.berth.sdk.problem.PortException;
import dev.berth.sdk.problem.PortInputException;
import dev.berth.sdk.problem.PortUnavailableException;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.problem.TenantMissingException;
import dev.berth.sdk.value.ExtensionId;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsHandleTest {
    private static final String VALUE = "hunter2-correct-horse";

    private final PortFixture port = PortFixture.granted().accepted();

    private void set(String key, String value) {
        port.run("org", () -> port.ctx.secrets().set(key, value));
    }

    private Optional<String> get(String key) {
        return port.in("org", () -> port.ctx.secrets().get(key));
    }

    private Row row(String key) {
        return port.store.secrets().get(new SecretName(port.id, "org", key)).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", VALUE, "Zoë \0 \n 𝄞 \"quoted\""})
    @DisplayName("PORT-66: a secret comes back as it went in, and no part of it is stored as it is")
    void roundTrip(String value) {
        set("token", value);
        assertThat(get("token")).contains(value);
        assertThat(get("absent")).isEmpty();
        Sealed sealed = row("token").sealed();
        assertThat(sealed.keyId()).isEqualTo(port.keys.current().id());
        assertThat(sealed.toString()).doesNotContain(VALUE);
        set("token", value);
        assertThat(row("token").sealed()).as("a new nonce for each write").isNotEqualTo(sealed);
        port.run("org", () -> port.ctx.secrets().delete("token"));
        port.run("org", () -> port.ctx.secrets().delete("token"));
        assertThat(get("token")).isEmpty();
        assertThat(port.store.secrets().keyIds())
                .as("PORT-67: nothing is left of it")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"@acme/other-connector,org,token", "@acme/crm-connector,rival,token", "@acme/crm-connector,org,other"})
    @DisplayName("PORT-S20: ciphertext copied to another extension, organisation or key is secret-unreadable")
    void moved(String extension, String organization, String key) {
        set("token", VALUE);
        SecretName place = new SecretName(ExtensionId.of(extension), organization, key);
        port.store
                .secrets()
                .put(new Row(place, row("token").sealed(), row("token").writtenAt()));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> port.vault.read(place))
                .satisfies(e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.SECRET_UNREADABLE))
                .withMessageContaining("that the key does not open what is stored there");
        assertThat(port.vault.unreadable())
                .containsExactly(new UnreadableSecret(
                        extension, organization, key, port.keys.current().id()));
        assertThat(port.vault.keyless()).isEmpty();
    }

    @Test
    @DisplayName(
            "PORT-66: a lost key and a changed byte are secret-unreadable through the handle, by blame of the host")
    void unreadable() {
        set("token", VALUE);
        Row row = row("token");
        Sealed sealed = row.sealed();
        String flipped = (sealed.ciphertext().charAt(0) == 'A' ? "B" : "A")
                + sealed.ciphertext().substring(1);
        port.store
                .secrets()
                .put(new Row(row.name(), new Sealed(sealed.keyId(), sealed.nonce(), flipped), row.writtenAt()));
        assertUnreadable("does not open");
        port.store.secrets().put(new Row(row.name(), new Sealed(sealed.keyId(), "!", "?"), row.writtenAt()));
        assertUnreadable("does not open");
        port.store.secrets().put(new Row(row.name(), new Sealed(sealed.keyId(), "", ""), row.writtenAt()));
        assertUnreadable("does not open");
        port.store.secrets().put(row);
        port.keys.lose();
        assertUnreadable("found that key nowhere");
        assertThat(port.vault.keyless()).hasSize(1);
        port.keys.broken(true);
        assertUnreadable("found no key that can be used");
        assertThat(port.vault.keyless()).hasSize(1);
    }

    private void assertUnreadable(String found) {
        PortException refused = catchThrowableOfType(PortException.class, () -> get("token"));
        assertThat(refused.problem().code()).isEqualTo(ProblemCode.SECRET_UNREADABLE);
        assertThat(refused.problem().blame()).isEqualTo(Blame.HOST);
        assertThat(refused).hasMessageContaining(found).hasMessageContaining("berth secrets @acme/crm-connector set");
    }

    @Test
    @DisplayName("PORT-7: without a key nothing is stored, and the port says so")
    void noKey() {
        port.keys.broken(true);
        assertThatExceptionOfType(PortUnavailableException.class)
                .isThrownBy(() -> set("token", VALUE))
                .withMessageContaining("Nothing was stored")
                .withMessageContaining("secret-key-unusable");
        port.keys.broken(false);
        assertThat(get("token")).isEmpty();
    }

    @Test
    @DisplayName("PORT-5, PORT-68: less than 64 KB in UTF-8, and Unicode; what is refused is not stored")
    void values() {
        int limit = 64 * 1024;
        set("fits", "x".repeat(limit - 1));
        assertThat(get("fits")).hasValueSatisfying(value -> assertThat(value).hasSize(limit - 1));
        for (String value : new String[] {
            "x".repeat(limit), "é".repeat(limit / 2), "x".repeat(1024 * 1024 + 1), "half \uD834 of a pair", null
        }) {
            assertThatExceptionOfType(PortInputException.class)
                    .isThrownBy(() -> set("big", value))
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
        }
        assertThat(get("big")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1a", "a b", "a/b", "ä", "a\0", "-a", VALUE + "!", "\uD834"})
    @DisplayName(
            "PORT-65, PORT-74: a key of another form is refused and not shown: it may be a value at the wrong place")
    void keys(String key) {
        assertThatExceptionOfType(PortInputException.class)
                .isThrownBy(() -> set(key, "v"))
                .withMessageNotContaining(VALUE);
        assertThatExceptionOfType(PortInputException.class).isThrownBy(() -> get(key));
        assertThatExceptionOfType(PortInputException.class)
                .isThrownBy(() -> port.run("org", () -> port.ctx.secrets().delete(key)));
        assertThatExceptionOfType(PortInputException.class).isThrownBy(() -> set("A" + "b".repeat(128), "v"));
        assertThat(port.store.secrets().keyIds()).isEmpty();
    }

    @Test
    @DisplayName("PORT-S18, PORT-S19, PORT-61: the organisation of the call decides, and there is no other")
    void tenancy() {
        set("token", VALUE);
        assertThat(port.in("rival", () -> port.ctx.secrets().get("token"))).isEmpty();
        assertThatExceptionOfType(TenantMissingException.class)
                .isThrownBy(() -> port.ctx.secrets().get("token"));
        assertThatExceptionOfType(TenantMissingException.class)
                .isThrownBy(() -> port.ctx.secrets().set("token", VALUE));
    }

    @Test
    @DisplayName("PORT-69: a staged secret is read by the writer alone, stored on acceptance, and never shown")
    void staging() {
        PortFixture hook = PortFixture.granted();
        hook.run("org", () -> hook.ctx.secrets().set("token", VALUE));
        assertThat(hook.in("org", () -> hook.ctx.secrets().get("token"))).contains(VALUE);
        assertThat(hook.store.secrets().keyIds()).isEmpty();
        hook.store.failCommit(0, MemoryStore.diskFull());
        assertThatExceptionOfType(ProblemException.class).isThrownBy(hook::accepted);
        assertThat(hook.store.secrets().keyIds()).isEmpty();
        hook.accepted();
        assertThat(hook.in("org", () -> hook.ctx.secrets().get("token"))).contains(VALUE);
        assertThat(hook.store.secrets().keyIds()).hasSize(1);
    }

    @Test
    @DisplayName("PORT-74: the value is in no text that anything about it has, refusals included")
    void silence() {
        set("token", VALUE);
        PortFixture denied = PortFixture.requesting(PortName.SECRETS);
        String texts = new SecretText(VALUE) + " " + row("token") + " " + port.keys.current() + " "
                + port.vault.list(port.id, "org") + " " + port.store.auditLines() + " " + port.ctx.secrets()
                + catchThrowableOfType(
                        PortException.class,
                        () -> denied.run("org", () -> denied.ctx.secrets().set("token", VALUE)))
                + catchThrowableOfType(
                        PortException.class,
                        () -> denied.run("org", () -> denied.ctx.secrets().set(VALUE + " ", "token")));
        assertThat(texts).doesNotContain(VALUE).contains("port-not-granted");
    }
}
