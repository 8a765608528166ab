/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.Manifests;
import dev.berth.host.fake.MemoryStore;
import dev.berth.host.lifecycle.Command;
import dev.berth.host.port.secrets.SecretView;
import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonNumber;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonString;
import dev.berth.sdk.value.JsonValue;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators see and change of an installed extension, with a real kernel around it. */
class ConfigurationTest {
    private static final String ID = "@acme/crm-connector";
    private static final String VALUE = "hunter2-correct-horse";
    private static final Writer ADA = new Writer(FakeHost.ADA, true);
    private static final Writer BOB = new Writer(FakeHost.ADA, false);
    private static final String FORM = """
            {"fields": [
              {"kind": "text", "key": "url", "label": "l", "required": true},
              {"kind": "secret", "key": "token", "label": "l"},
              {"kind": "repeatable-list", "key": "accounts", "label": "l", "itemFields": [
                {"kind": "text", "key": "name", "label": "l", "required": true},
                {"kind": "secret", "key": "password", "label": "l"}]},
              {"kind": "copyable-credential", "key": "hook", "label": "l"},
              {"kind": "select", "key": "region", "label": "l", "options": [
                {"value": "eu", "label": "l"}, {"value": "lab", "label": "l", "adminOnly": true}]},
              {"kind": "number", "key": "count", "label": "l", "max": 10}]}""";

    private final FakeHost host = new FakeHost();

    @BeforeEach
    void install() {
        host.run(host.install(Manifests.of(ID, "1.0.0")
                .payloadOnly()
                .ports(PortName.SETTINGS, PortName.SECRETS)
                .form((JsonObject) StrictJson.parse(FORM))));
    }

    @AfterEach
    void close() {
        host.close();
    }

    private ExtensionConfig config() {
        return host.runtime().configuration().of(ExtensionId.of(ID), "default");
    }

    private static JsonObject json(String text) {
        return (JsonObject) StrictJson.parse(text);
    }

    private List<String> audited() {
        return host.runtime().audit(0, 1000).stream()
                .filter(entry ->
                        entry.event().endsWith("Changed") && !entry.event().startsWith("Status"))
                .map(entry ->
                        entry.event() + " " + json(entry.after()).members().values())
                .toList();
    }

    private List<Problem> refused(Runnable work) {
        String before = host.store.snapshot();
        ProblemException refusal = catchThrowableOfType(ProblemException.class, work::run);
        assertThat(host.store.snapshot()).as("nothing is stored").isEqualTo(before);
        assertThat(refusal.problems()).allSatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.CONFIG_VALUE_INVALID);
            assertThat(problem.text()).startsWith(ID + " 1.0.0 needs ").doesNotContain(VALUE);
        });
        return refusal.problems();
    }

    @Test
    @DisplayName("Settings and secrets are set, listed and deleted, and audited by name without a value (PORT-74)")
    void oneByOne() {
        config().setSetting("url", new JsonString("https://x"), ADA);
        config().setSetting("own.thing", JsonNumber.of(1), ADA);
        config().setSecret("token", VALUE, ADA);
        assertThat(config().settings())
                .containsExactly(
                        java.util.Map.entry("own.thing", JsonNumber.of(1)),
                        java.util.Map.entry("url", new JsonString("https://x")));
        assertThat(config().setting("url")).contains(new JsonString("https://x"));
        assertThat(config().secrets())
                .containsExactly(new SecretView("token", host.keys.current().id(), host.clock.instant(), true));
        assertThat(config().deleteSetting("url", ADA)).isTrue();
        assertThat(config().deleteSetting("url", ADA)).isFalse();
        assertThat(config().deleteSecret("token", ADA)).isTrue();
        assertThat(config().deleteSecret("token", ADA)).isFalse();
        assertThat(audited())
                .containsExactly(
                        "SettingChanged [\"default\", \"url\", \"set\"]",
                        "SettingChanged [\"default\", \"own.thing\", \"set\"]",
                        "SecretChanged [\"default\", \"token\", \"set\"]",
                        "SettingChanged [\"default\", \"url\", \"deleted\"]",
                        "SecretChanged [\"default\", \"token\", \"deleted\"]");
        assertThat(host.runtime().audit(0, 1000).toString() + host.store.snapshot())
                .doesNotContain(VALUE);
    }

    @Test
    @DisplayName(
            "An archived extension keeps what is configured and can be configured; an unknown one gets near misses")
    void whatIsThere() {
        config().setSetting("url", new JsonString("a"), ADA);
        host.run(new Command.Archive(ExtensionId.of(ID)));
        config().setSetting("region", new JsonString("eu"), ADA);
        assertThat(config().settings()).hasSize(2);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> host.runtime().configuration().of(ExtensionId.of("@acme/crn-connector"), "default"))
                .withMessageContaining("Did you mean \"" + ID + "\"?");
        host.run(new Command.Uninstall(ExtensionId.of(ID)));
        assertThat(host.store.settingsRows()).isEmpty();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(this::config)
                .satisfies(e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.EXTENSION_NOT_FOUND));
    }

    @ParameterizedTest
    @DisplayName("PORT-65, PORT-68, MAN-208: keys, sizes and what the form says are judged on each write")
    @ValueSource(strings = {"", " ", "1", "a b", "a\0", "\uD834", "../x"})
    void badKeys(String key) {
        refused(() -> config().setSetting(key, JsonNumber.of(1), ADA));
        refused(() -> config().setSecret(key, VALUE, ADA));
        refused(() -> config().deleteSetting(key, ADA));
        refused(() -> config().deleteSecret(key, ADA));
        refused(() -> config().setting(key));
    }

    @Test
    @DisplayName("PORT-68, MAN-208: sizes and what the form says of a key")
    void badValues() {
        assertThat(refused(() -> config().setSetting("big", new JsonString("x".repeat(256 * 1024 - 2)), ADA)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.summary())
                        .contains("needs \"big\" to be less than 256 KB of JSON; found 262144 bytes."));
        config().setSetting("big", new JsonString("x".repeat(256 * 1024 - 3)), ADA);
        refused(() -> config().setSecret("big", VALUE.repeat(4000), ADA));
        refused(() -> config().setSecret("half", "\uD834", ADA));
        assertThat(refused(() -> config().setSetting("count", JsonNumber.of(11), ADA)))
                .extracting(Problem::summary)
                .containsExactly(
                        ID
                                + " 1.0.0 needs \"count\" to be a number of at most 10; found a number or boolean \"11\". Nothing was stored.");
        assertThat(refused(() -> config().setSetting("token", new JsonString(VALUE), ADA)))
                .extracting(problem -> problem.fix().operator().orElse(""))
                .containsExactly("berth secrets " + ID + " set token");
        refused(() -> config().setSecret("url", VALUE, ADA));
        refused(() -> config().setSecret("token", "", ADA));
        refused(() -> config().setSetting("region", new JsonString("lab"), BOB));
        config().setSetting("region", new JsonString("lab"), ADA);
    }

    @Test
    @DisplayName("MAN-208: a form is written as a whole, split by kind, and a secret is never sent back")
    void form() {
        config().setSetting("hook", new JsonString("https://hook"), ADA);
        ConfigView view = config().write(
                        json("{\"url\": \"https://x\", \"token\": \"" + VALUE
                                + "\", \"count\": 3, \"hook\": \"https://hook\","
                                + "\"accounts\": [{\"name\": \"a\", \"password\": \"" + VALUE
                                + "\"}, {\"name\": \"b\"}, {\"name\": \"c\", \"password\": \"pc\"}]}"),
                        ADA);
        assertThat(view.schema()).isEqualTo(json(FORM));
        String shown = "{\"url\":\"https://x\",\"token\":{\"set\":true},\"accounts\":["
                + "{\"name\":\"a\",\"$row\":0,\"password\":{\"set\":true}},{\"name\":\"b\",\"$row\":1,\"password\":{\"set\":false}},"
                + "{\"name\":\"c\",\"$row\":2,\"password\":{\"set\":true}}],\"hook\":\"https://hook\",\"count\":3}";
        assertThat(view.values()).hasToString(shown);
        assertThat(config().settings().toString() + view).doesNotContain(VALUE);
        assertThat(config().settings().get("accounts"))
                .hasToString("[{\"name\":\"a\"},{\"name\":\"b\"},{\"name\":\"c\"}]");
        assertThat(config().secrets())
                .extracting(SecretView::key)
                .containsExactly("accounts.0.password", "accounts.2.password", "token");

        int entries = host.runtime().audit(0, 1000).size();
        assertThat(config().write(view.values(), ADA).values()).hasToString(shown);
        assertThat(host.runtime().audit(0, 1000))
                .as("writing what was read changes nothing")
                .hasSize(entries);

        config().write(json("{\"url\": \"https://y\", \"token\": null}"), ADA);
        assertThat(config().settings().keySet()).containsExactly("hook", "url");
        assertThat(config().secrets()).isEmpty();
    }

    @Test
    @DisplayName("MAN-214: the secrets of an item move with it, and go with it")
    void rows() {
        config().write(
                        json("{\"url\": \"u\", \"accounts\": [{\"name\": \"a\", \"password\": \"pa\"},"
                                + "{\"name\": \"b\", \"password\": \"pb\"}, {\"name\": \"c\", \"password\": \"pc\"}]}"),
                        ADA);
        config().write(
                        json(
                                "{\"url\": \"u\", \"accounts\": [{\"name\": \"c\", \"$row\": 2, \"password\": {\"set\": true}},"
                                        + "{\"name\": \"new\"}, {\"name\": \"a\", \"$row\": 0}, {\"name\": \"b\", \"$row\": 1, \"password\": null}]}"),
                        ADA);
        assertThat(secret("accounts.0.password")).isEqualTo("pc");
        assertThat(secret("accounts.2.password")).isEqualTo("pa");
        assertThat(config().secrets())
                .extracting(SecretView::key)
                .containsExactly("accounts.0.password", "accounts.2.password");
        assertThat(refused(() -> config().write(
                                json(
                                        "{\"url\": \"u\", \"accounts\": [{\"name\": \"x\", \"$row\": 0}, {\"name\": \"y\", \"$row\": 0},"
                                                + "{\"name\": \"z\", \"$row\": -1}, {\"$row\": 1e99, \"name\": 1, \"password\": 7}]}"),
                                ADA)))
                .extracting(problem -> problem.facts().string("key").orElse(""))
                .containsExactly(
                        "accounts", "accounts.1.$row", "accounts.2.$row", "accounts.3.$row", "accounts.3.password");
    }

    private String secret(String key) {
        return host.runtime()
                .configuration()
                .secrets
                .read(new dev.berth.host.port.secrets.SecretName(ExtensionId.of(ID), "default", key))
                .orElseThrow();
    }

    @Test
    @DisplayName("MAN-208: all problems of a form at once, and then nothing is written")
    void allProblems() {
        List<Problem> found = refused(() -> config().write(
                        json(
                                "{\"token\": 7, \"count\": \"many\", \"region\": \"lab\", \"hook\": \"mine\", \"cuont\": 1,"
                                        + "\"accounts\": {\"name\": \"" + "a".repeat(300) + "\"}}"),
                        BOB));
        assertThat(found)
                .extracting(problem -> problem.facts().string("key").orElse(""))
                .containsExactly("cuont", "url", "token", "accounts", "hook", "region", "count");
        assertThat(found.get(0).facts().get("near")).contains(JsonValue.of(List.of("count")));
        assertThat(found).allSatisfy(problem -> assertThat(problem.summary()).hasSizeLessThan(300));
    }

    @Test
    @DisplayName("A form is written in one transaction: a failure leaves all as it was, the cache included")
    void transaction() {
        config().write(json("{\"url\": \"a\", \"token\": \"t\"}"), ADA);
        assertThat(config().setting("url")).contains(new JsonString("a"));
        host.store.failCommit(0, MemoryStore.diskFull());
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> config().write(json("{\"url\": \"b\", \"token\": null, \"count\": 1}"), ADA));
        assertThat(config().setting("url")).contains(new JsonString("a"));
        assertThat(config().form().values()).hasToString("{\"url\":\"a\",\"token\":{\"set\":true}}");
    }
}
