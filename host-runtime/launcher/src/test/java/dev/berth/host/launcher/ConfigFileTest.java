/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.HostBuilder;
import dev.berth.host.HostConfig;
import dev.berth.host.HostRuntime;
import dev.berth.host.activation.Deadlines;
import dev.berth.host.extension.Probation;
import dev.berth.host.extension.Tier;
import dev.berth.host.grant.PortSet;
import dev.berth.host.namespace.NamespaceRules;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
    private static final ExtensionId A = ExtensionId.of("@acme/a-connector");

    @TempDir
    Path home;

    private HostConfig config(String json) throws IOException {
        Files.writeString(home.resolve(ConfigFile.NAME), json.replace('\'', '"'));
        HostBuilder builder = HostRuntime.builder().home(home);
        ConfigFile.read(home).orElseThrow().accept(builder);
        try (HostRuntime host = builder.build()) {
            return host.config();
        }
    }

    private List<Problem> refusal(String json) {
        try {
            config(json);
        } catch (ProblemException e) {
            return e.problems();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("Not refused");
    }

    @Test
    @DisplayName("LIFE-140, LIFE-65, LIFE-26, LIFE-101, PORT-36: what the file says is what the host goes by")
    void read() throws IOException {
        HostConfig config = config("""
                {
                  'requiredExtensions': {'@acme/a-connector': '^0.1.0', '@acme/b-connector': {'range': '*', 'resolution': 'guardedOptional'}},
                  'bundled': 'bundled',
                  'productionDatabases': ['db.example.com', '10.0.0.7'],
                  'grants': {'@acme/a-connector': ['mcp', 'settings']},
                  'deadlines': {'@acme/a-connector': {'register': 45, 'call': 7, 'job': 8}},
                  'probation': {'@acme/a-connector': {'minutes': 10, 'failures': 5}},
                  'mounts': {'reports': '/srv/reports', 'own': 'beside'},
                  'auditPermissions': ['@acme/a-connector']
                }""");
        assertThat(config.required().ids()).containsExactlyInAnyOrder(A, ExtensionId.of("@acme/b-connector"));
        assertThat(config.required().refusal(A, "0.1.9", "")).isEmpty();
        assertThat(config.required().refusal(A, "0.2.0", "")).isPresent();
        assertThat(config.required()
                        .missing(ExtensionId.of("@acme/b-connector"), "none")
                        .isError())
                .isFalse();
        assertThat(config.productionDatabases()).containsExactly("db.example.com", "10.0.0.7");
        assertThat(config.bundled()).contains(home.resolve("bundled"));
        assertThat(config.preapproved()).containsEntry(A, PortSet.of(Set.of(PortName.MCP, PortName.SETTINGS)));
        assertThat(config.probations()).isEqualTo(Map.of(A, new Probation.Policy(Duration.ofMinutes(10), 5)));
        assertThat(config.deadlines(A).register()).isEqualTo(Duration.ofSeconds(45));
        assertThat(config.deadlines(A).call()).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.deadlines(A).job()).isEqualTo(Duration.ofSeconds(8));
        assertThat(config.mounts())
                .containsOnly(Map.entry("reports", Path.of("/srv/reports")), Map.entry("own", home.resolve("beside")));
        assertThat(config.watches(A)).isTrue();
        assertThat(config.watches(ExtensionId.of("@acme/b-connector"))).isFalse();
        assertThat(config.deadlines(A).bootstrap()).isEqualTo(Deadlines.DEFAULT.bootstrap());
        assertThat(config.deadlines(ExtensionId.of("@acme/b-connector"))).isEqualTo(Deadlines.DEFAULT);
    }

    @Test
    @DisplayName("ENG-20: audit mode is for all, for some or for nobody")
    void auditMode() throws IOException {
        assertThat(config("{'auditPermissions': true}").watches(A)).isTrue();
        assertThat(config("{'auditPermissions': false}").watches(A)).isFalse();
        assertThat(config("{}").watches(A)).isFalse();
    }

    @Test
    @DisplayName("TRUST-88, LIFE-77: the operator's own scopes, with their sign or without, each once")
    void officialScopes() throws IOException {
        assertThat(config("{}").officialScopes()).isEmpty();
        assertThat(config("{'officialScopes': []}").officialScopes()).isEmpty();
        assertThat(config("{'officialScopes': ['@acme', 'beta', 'acme']}").officialScopes())
                .containsExactlyInAnyOrder("acme", "beta");
    }

    @Test
    @DisplayName("PORT-35: tiers whose extensions get the ports they ask for; official ones, if nothing is said")
    void autoApprovePorts() throws IOException {
        assertThat(config("{}").autoApprovePorts()).containsExactly(Tier.OFFICIAL);
        assertThat(config("{'autoApprovePorts': []}").autoApprovePorts()).isEmpty();
        assertThat(config("{'autoApprovePorts': ['OFFICIAL', 'VERIFIED']}").autoApprovePorts())
                .containsExactlyInAnyOrder(Tier.OFFICIAL, Tier.VERIFIED);
    }

    @Test
    @DisplayName("LIFE-26, LIFE-99, ENG-33: deadlines of all, and of one, for which the rest is as for all")
    void deadlines() throws IOException {
        HostConfig config = config("""
                {'deadlines': {'@acme/a-connector': {'drain': 7, 'overdue': 'abort'}, '*': {'drain': 5, 'call': 9, 'overdue': 'interrupt'}}}""");
        Deadlines all = config.deadlines(ExtensionId.of("@acme/b-connector"));
        assertThat(all.drain()).isEqualTo(Duration.ofSeconds(5));
        assertThat(all.overdue()).isEqualTo(Deadlines.Overdue.INTERRUPT);
        assertThat(all.register()).isEqualTo(Deadlines.DEFAULT.register());
        assertThat(config.deadlines(A).drain()).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.deadlines(A).call()).isEqualTo(Duration.ofSeconds(9));
        assertThat(config.deadlines(A).overdue()).isEqualTo(Deadlines.Overdue.ABORT);
    }

    @Test
    @DisplayName("LIFE-156, MKT-41: what is reserved is configured and has berth in it; names are approved one by one")
    void namespaces() throws IOException {
        NamespaceRules rules = config("""
                {'reservedNamespaceParts': ['acme'], 'approvedNamespaces': ['acme-labs'], 'contact': 'ops@acme.example'}""").namespaces();
        assertThat(rules.reservedParts()).containsExactly("acme", "berth");
        assertThat(rules.approved()).containsExactly("acme-labs");
        assertThat(rules.contact()).contains("ops@acme.example");
        assertThat(config("{}").namespaces()).isEqualTo(NamespaceRules.DEFAULT);
    }

    @Test
    @DisplayName("Without the file nothing is said")
    void absent() {
        assertThat(ConfigFile.read(home)).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("LIFE-140: what is wrong with the file keeps the host from starting")
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{'requiredExtensions': ['@acme/a-connector']}",
                "{'requiredExtensions': {'acme': '^1'}}",
                "{'requiredExtensions': {'@acme/a-connector': 'latest'}}",
                "{'requiredExtensions': {'@acme/a-connector': 1}}",
                "{'requiredExtensions': {'@acme/a-connector': {}}}",
                "{'requiredExtensions': {'@acme/a-connector': {'range': null}}}",
                "{'bundled': ''}",
                "{'bundled': 7}",
                "{'productionDatabases': 'db.example.com'}",
                "{'productionDatabases': ['']}",
                "{'productionDatabases': ['db.example.com/crm']}",
                "{'productionDatabases': [7]}",
                "{'productionDatabases': [null]}",
                "{'reservedNamespaceParts': 'acme'}",
                "{'reservedNamespaceParts': ['-']}",
                "{'reservedNamespaceParts': ['']}",
                "{'reservedNamespaceParts': ['Acme']}",
                "{'approvedNamespaces': ['a']}",
                "{'approvedNamespaces': [null]}",
                "{'approvedNamespaces': {}}",
                "{'contact': ''}",
                "{'contact': 7}",
                "{'contact': 'two\\nlines'}",
                "{'grants': {'@acme/a-connector': 'mcp'}}",
                "{'grants': {'@acme/a-connector': ['no-such-port']}}",
                "{'deadlines': {'@acme/a-connector': 3}}",
                "{'deadlines': {'@acme/a-connector': {'register': 0}}}",
                "{'deadlines': {'@acme/a-connector': {'register': 1.5}}}",
                "{'deadlines': {'@acme/a-connector': {'register': '30s'}}}",
                "{'deadlines': {'@acme/a-connector': {'overdue': 'kill'}}}",
                "{'deadlines': {'@acme/a-connector': {'overdue': 1}}}",
                "{'deadlines': {'*': {'drain': 0}}}",
                "{'grants': {'*': ['mcp']}}",
                "{'probation': 5}",
                "{'probation': {'@acme/a-connector': 5}}",
                "{'probation': {'@acme/a-connector': {'minutes': 10}}}",
                "{'probation': {'@acme/a-connector': {'failures': 5}}}",
                "{'probation': {'@acme/a-connector': {'minutes': 0, 'failures': 5}}}",
                "{'probation': {'@acme/a-connector': {'minutes': 1.5, 'failures': 5}}}",
                "{'probation': {'@acme/a-connector': {'minutes': 10, 'failures': -1}}}",
                "{'probation': {'@acme/a-connector': {'minutes': 1e30, 'failures': 5}}}",
                "{'probation': {'@acme/a-connector': {'minutes': '10', 'failures': 5}}}",
                "{'mounts': ['reports']}",
                "{'mounts': {'reports': 7}}",
                "{'mounts': {'reports': ' '}}",
                "{'auditPermissions': 'all'}",
                "{'auditPermissions': ['*']}",
                "{'auditPermissions': ['@acme/a-connector', '@acme/a-connector']}",
                "{'officialScopes': '@acme'}",
                "{'officialScopes': 7}",
                "{'officialScopes': {'@acme': true}}",
                "{'officialScopes': ['@acme', null]}",
                "{'officialScopes': ['@Acme']}",
                "{'officialScopes': ['@acme/x']}",
                "{'officialScopes': ['']}",
                "{'officialScopes': ['a\\u0000b']}",
                "{'autoApprovePorts': 'OFFICIAL'}",
                "{'autoApprovePorts': true}",
                "{'autoApprovePorts': ['official']}",
                "{'autoApprovePorts': ['UNSIGNED', 1]}",
                "{'autoApprovePorts': [null]}",
                "{'bundled': 'a', 'bundled': 'b'}"
            })
    void refused(String json) {
        assertThat(refusal(json)).hasSize(1).allSatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.HOST_CONFIG_INVALID);
            assertThat(problem.summary()).startsWith("config.json ").contains("The host was not started.");
            assertThat(problem.location()).isPresent();
        });
    }

    @Test
    @DisplayName("All that is wrong is told at once, with near misses")
    void all() {
        List<Problem> problems =
                refusal("{'requiredExtension': {}, 'deadlines': {'@acme/a-connector': {'registr': 3}}, 'bundled': []}");
        assertThat(problems).hasSize(3);
        assertThat(problems.get(0).summary()).contains("near \"requiredExtensions\"");
        assertThat(problems.get(1).summary()).contains("near \"register\"");
    }

    @Test
    @DisplayName("Bytes that are no text are refused")
    void bytes() throws IOException {
        Files.write(home.resolve(ConfigFile.NAME), "{\"bundled\": \"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> ConfigFile.read(home))
                .satisfies(thrown -> assertThat(thrown.problem().code()).isEqualTo(ProblemCode.HOST_CONFIG_INVALID));
    }
}
