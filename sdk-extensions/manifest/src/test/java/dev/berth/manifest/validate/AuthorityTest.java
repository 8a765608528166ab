/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.manifest.LiveView;
import dev.berth.manifest.ManifestPolicy;
import dev.berth.manifest.Phase;
import dev.berth.manifest.authority.PermissionFamilies;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sections 6 and 7: ABI range, ports, permissions, capabilities. */
class AuthorityTest {
    private static final Sample GOOD = Sample.connector();

    private static Problem againstHost(Sample sample, String abi) {
        return new ManifestValidator()
                .validate(sample, Phase.HOST, ManifestPolicy.of(abi))
                .problems()
                .get(0);
    }

    @Test
    @DisplayName("MAN-85: the text of an ABI out of range, as style.md has it")
    void abiText() {
        Sample newer = GOOD.file("package.json", """
                {"name": "@acme/crm-connector", "version": "1.4.0", "license": "MIT", "description": "x",
                  "berth": {
                    "apiVersion": "berth.dev/v1",
                    "kind": "connector",
                    "configSchema": {"fields": [{"kind": "text", "key": "a", "label": "A"}]},
                    "sdkAbiRange": "^2.3", "requestedHostPorts": ["settings"]}}
                """);
        assertThat(newer.problem().text())
                .isEqualTo("@acme/crm-connector 1.4.0 needs SDK ABI 2.3 or later, below 3.0; this host provides 2.2.0."
                        + " It was not activated; nothing else changed.\n"
                        + "Declared at package.json:6:20 \"sdkAbiRange\". Operator: upgrade the host to 2.3."
                        + " Author: declare \"^2.2\" if nothing added in 2.3 is used. [abi-out-of-range]");
        assertThat(newer.check()).containsExactly("W abi-out-of-range");
    }

    @Test
    @DisplayName("MAN-81 to MAN-86: open, malformed, too old, unreadable host")
    void abi() {
        assertThat(GOOD.without("sdkAbiRange").check()).containsExactly("I abi-range-open");
        assertThat(GOOD.with("sdkAbiRange", " ").check()).containsExactly("I abi-range-open");
        assertThat(GOOD.without("sdkAbiRange").host()).isEmpty();
        assertThat(GOOD.with("sdkAbiRange", "2 || 3").host()).containsExactly("E abi-range-malformed");
        assertThat(againstHost(GOOD, "3.0.0").text()).contains("this host provides 3.0.0", "declare \"^3.0\"");
        assertThat(againstHost(GOOD, "2.1.9").code()).hasToString("abi-out-of-range");
        assertThat(againstHost(GOOD, "latest").code()).hasToString("abi-host-unreadable");
        ManifestPolicy snapshot = ManifestPolicy.of("2.2.0-SNAPSHOT");
        assertThat(new ManifestValidator().validate(GOOD, Phase.HOST, snapshot).problems())
                .isEmpty();
        ManifestPolicy unreadable = ManifestPolicy.of("latest");
        assertThat(new ManifestValidator()
                        .validate(GOOD.with("sdkAbiRange", "*"), Phase.HOST, unreadable)
                        .problems())
                .isEmpty();
    }

    @Test
    @DisplayName("MAN-S12, MAN-95 to MAN-98: ports")
    void ports() {
        assertThat(GOOD.with("requestedHostPorts", List.of("secret")).problem().text())
                .contains("found \"secret\", near \"secrets\"", "\"requestedHostPorts[0]\"", "[port-unknown]");
        assertThat(GOOD.with("requestedHostPorts", List.of("MCP")).host()).containsExactly("E port-unknown");
        assertThat(GOOD.with("requestedHostPorts", List.of("db")).host()).containsExactly("W port-reserved-requested");
        assertThat(GOOD.with("requestedHostPorts", List.of("mcp", "mcp")).host())
                .containsExactly("W port-duplicate");
        assertThat(GOOD.with("requestedHostPorts", List.of("logger")).host()).containsExactly("I port-ambient");
        assertThat(GOOD.with("requestedHostPorts", List.of("ui", "runtime", "secrets", "db", "ui"))
                        .validate(Phase.HOST)
                        .manifest()
                        .orElseThrow()
                        .requestedPorts())
                .containsExactly(PortName.DB, PortName.SECRETS, PortName.UI);
    }

    @Test
    @DisplayName("MAN-S13, MAN-100 to MAN-103: permissions, each with its kind in the facts")
    void permissions() {
        assertThat(GOOD.with(
                                "permissions",
                                List.of(
                                        "net:connect:api.example.com:443",
                                        "net:listen:8080",
                                        "fs:tmp",
                                        "fs:read:data",
                                        "process:exec",
                                        "process:exec:git",
                                        "env:read:HOME",
                                        "native:load",
                                        "reflect:deep"))
                        .host())
                .isEmpty();
        assertThat(GOOD.with("permissions", List.of("net:connect:*:443")).host())
                .containsExactly("E permission-wildcard");
        Problem docker = GOOD.with("permissions", List.of("docker:cap:ADMIN")).problem();
        assertThat(docker.code()).hasToString("permission-not-allowed");
        assertThat(docker.facts().string("kind")).contains("connector");
        for (String bad : List.of(
                "net:connect:x:0",
                "net:connect:x:65536",
                "net:connect:x",
                "exit",
                "fs:read:",
                "fs:read:../x",
                "env:read:")) {
            assertThat(GOOD.with("permissions", List.of(bad)).host())
                    .as(bad)
                    .containsExactly("E permission-not-allowed");
        }
        assertThat(GOOD.with("permissions", List.of("fs:tmp", "fs:tmp")).host())
                .containsExactly("E permission-invalid");
        assertThat(GOOD.with("permissions", List.of("env:read:" + "A".repeat(120)))
                        .host())
                .containsExactly("E permission-invalid");
        assertThat(GOOD.with(
                                "permissions",
                                IntStream.range(0, 65)
                                        .mapToObj(i -> "net:listen:" + (i + 1))
                                        .toList())
                        .host())
                .containsExactly("E permission-invalid");
        Sample skill = Sample.of("skill").file("skills/a/SKILL.md", "---\nname: a\ndescription: A.\n---\n");
        assertThat(skill.with("permissions", List.of("network", "chat_inject", "fs:tmp"))
                        .host())
                .isEmpty();
        assertThat(skill.with("permissions", List.of("net:listen:80")).host())
                .containsExactly("E permission-not-allowed");
    }

    @Test
    @DisplayName("MAN-S13, MAN-102: families of marketplace categories; a theme may ask for nothing")
    void categories() {
        assertThat(PermissionFamilies.find("theme").orElseThrow().allows("fs:tmp"))
                .isFalse();
        assertThat(PermissionFamilies.find("app").orElseThrow().allows("port:8080/tcp"))
                .isTrue();
        assertThat(PermissionFamilies.find("widget").orElseThrow().allows("refresh:10m"))
                .isTrue();
        assertThat(PermissionFamilies.find("widget").orElseThrow().allows("data:read.a.b"))
                .isTrue();
        assertThat(PermissionFamilies.find("mcp-server").orElseThrow().allows("mcp:s/t"))
                .isTrue();
        assertThat(PermissionFamilies.find("nothing")).isEmpty();
    }

    private static Sample provides(String capability, Object version) {
        return GOOD.with("provides", List.of(JsonObject.of("capability", capability, "version", version)));
    }

    @Test
    @DisplayName("MAN-110 to MAN-112: provides")
    void provides() {
        assertThat(provides("email.send", "1.0.0").host()).isEmpty();
        assertThat(provides("@acme/mail", "1.0.0").host()).isEmpty();
        assertThat(provides("email-send", "1.0").host()).containsExactly("E provides-invalid");
        assertThat(provides("email-send", 1).host()).containsExactly("E provides-invalid");
        assertThat(provides("Email", "1.0.0").host()).containsExactly("E capability-id-invalid");
        assertThat(provides("host:log", "1.0.0").host()).containsExactly("E capability-id-invalid");
        assertThat(provides("a".repeat(129), "1.0.0").host()).containsExactly("E capability-id-invalid");
        assertThat(provides("@other/mail", "1.0.0").host()).containsExactly("E capability-not-yours");
        JsonObject row = JsonObject.of("capability", "a", "version", "1.0.0");
        assertThat(GOOD.with("provides", List.of(row, row)).host()).containsExactly("E provides-invalid");
        assertThat(GOOD.with("provides", List.of(row.with("verison", 1)))
                        .problem()
                        .text())
                .contains("near \"version\"", "[field-unknown]");
    }

    @Test
    @DisplayName("MAN-113: owns")
    void owns() {
        Sample both =
                GOOD.with("owns", List.of("email.send", JsonObject.of("capability", "@acme/x", "providers", "any")));
        assertThat(both.validate(Phase.HOST).manifest().orElseThrow().owns())
                .hasToString("[Owns[capability=email.send, open=false], Owns[capability=@acme/x, open=true]]");
        assertThat(GOOD.with("owns", List.of(7)).host()).containsExactly("E owns-invalid");
        assertThat(GOOD.with("owns", List.of("a", "a")).host()).containsExactly("E owns-invalid");
        assertThat(GOOD.with("owns", List.of("@other/a")).host()).containsExactly("E owns-invalid");
        assertThat(GOOD.with("owns", List.of(Map.of("capability", "a", "providers", "all")))
                        .host())
                .containsExactly("E owns-invalid");
        assertThat(GOOD.with("owns", List.of("A B")).host()).containsExactly("E capability-id-invalid");
    }

    /** A host where the scope {@code other} claims {@code email.send}. */
    private record Claimed(boolean open, boolean allowed, boolean activates) implements LiveView {
        @Override
        public Collection<Live> extensions() {
            return List.of();
        }

        @Override
        public Optional<Claim> claim(String capability) {
            return capability.equals("email.send") ? Optional.of(new Claim("other", open)) : Optional.empty();
        }

        @Override
        public boolean mayProvide(String scope, String capability) {
            return allowed;
        }

        @Override
        public boolean activatesClaims() {
            return activates;
        }
    }

    @Test
    @DisplayName("MAN-S40, MAN-114, MAN-115: claims of other scopes")
    void claims() {
        Sample provider = provides("email.send", "1.0.0");
        assertThat(provider.host(new Claimed(false, false, true))).containsExactly("E capability-not-yours");
        assertThat(provider.host(new Claimed(true, false, true))).isEmpty();
        assertThat(provider.host(new Claimed(false, true, true))).isEmpty();
        Sample owner = GOOD.with("owns", List.of("email.send"));
        assertThat(owner.host(new Claimed(true, false, true))).containsExactly("E capability-claim-conflict");
        assertThat(GOOD.with("owns", List.of("mine")).host(new Claimed(true, false, false)))
                .containsExactly("W capability-claim-pending");
    }
}
