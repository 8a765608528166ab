/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.grant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.audit.By;
import dev.berth.host.extension.Tier;
import dev.berth.host.grant.Decision.Status;
import dev.berth.manifest.port.Ungranted;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.value.ExtensionId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantRowsTest {
    private static final PortSet NONE = PortSet.NONE;
    private static final PortSet JOBS = PortSet.of(List.of(PortName.JOBS));
    private static final PortSet MCP = PortSet.of(List.of(PortName.MCP));
    private static final PortSet BOTH = JOBS.plus(MCP);
    private static final Optional<String> ACME = Optional.of("acme");

    private static Optional<String> scope(String name) {
        return name.equals("platform") ? Optional.empty() : Optional.of(name);
    }

    private static PortSet ports(String names) {
        return switch (names) {
            case "jobs" -> JOBS;
            case "mcp" -> MCP;
            case "both" -> BOTH;
            default -> NONE;
        };
    }

    private static Decision approved(PortSet ports) {
        return new Decision(BOTH, ports.isEmpty() ? Status.PENDING : Status.APPROVED, ports, NONE, NONE);
    }

    @ParameterizedTest(name = "platform {0}, acme {1}, installs {2}: a call of acme {3}, of another {4}, a hook {5}")
    @DisplayName("PORT-31, PORT-32, PORT-33, PORT-S15, PORT-S16: which row decides; absent is -")
    @CsvSource({
        "jobs, mcp, platform,      mcp,  jobs, jobs",
        "jobs, none, platform,     none, jobs, jobs",
        "jobs, -, platform,        jobs, jobs, jobs",
        "-, -, platform,           none, none, none",
        "both, -, acme,            none, none, none",
        "both, mcp, acme,          mcp,  none, mcp",
        "jobs, mcp, acme+platform, mcp,  jobs, both",
        "jobs, -, acme+platform,   none, jobs, jobs"
    })
    void deciding(String platform, String acme, String installs, String ofAcme, String ofOther, String inHooks) {
        Map<Optional<String>, Decision> rows = new HashMap<>();
        if (!platform.equals("-")) {
            rows.put(Optional.empty(), approved(ports(platform)));
        }
        if (!acme.equals("-")) {
            rows.put(ACME, approved(ports(acme)));
        }
        Set<Optional<String>> scopes =
                installs.contains("+") ? Set.of(scope("acme"), scope("platform")) : Set.of(scope(installs));
        GrantRows book = new GrantRows(rows, scopes);
        assertThat(book.deciding(ACME).approved()).isEqualTo(ports(ofAcme));
        assertThat(book.deciding(Optional.of("other")).approved()).isEqualTo(ports(ofOther));
        assertThat(book.deciding(Optional.empty()).approved()).isEqualTo(ports(inHooks));
    }

    @Test
    @DisplayName("PORT-18: an install that inherits nothing is refused as pending, and an unknown port as undeclared")
    void reasonWithoutRow() {
        GrantRows own = new GrantRows(Map.of(Optional.empty(), approved(BOTH)), Set.of(ACME));
        assertThat(own.deciding(ACME).reason(PortName.JOBS)).isEqualTo(Ungranted.PENDING);
        assertThat(own.deciding(ACME).reason(PortName.UI)).isEqualTo(Ungranted.UNDECLARED);
    }

    @Test
    @DisplayName("PORT-33: what one scope revoked and another grants counts as granted in hooks, not as revoked")
    void joined() {
        Decision revoked = new Decision(BOTH, Status.REVOKED, NONE, NONE, BOTH);
        Decision hooks = new GrantRows(
                        Map.of(Optional.empty(), approved(JOBS), ACME, revoked), Set.of(Optional.empty(), ACME))
                .deciding(Optional.empty());
        assertThat(hooks.approved()).isEqualTo(JOBS);
        assertThat(hooks.revoked()).isEqualTo(MCP);
        assertThat(hooks.status()).isEqualTo(Status.APPROVED);
    }

    @Test
    @DisplayName("PORT-35: a policy approves what the tiers it names request, by default those that are official")
    void autoApprovePorts() {
        GrantPolicy byDefault = new GrantPolicy(Map.of(), GrantPolicy.DEFAULT_TIERS);
        GrantPolicy wider = new GrantPolicy(Map.of(), Set.of(Tier.OFFICIAL, Tier.VERIFIED));
        for (Tier tier : Tier.values()) {
            assertThat(byDefault.byTier(tier, BOTH)).isEqualTo(tier == Tier.OFFICIAL ? BOTH : NONE);
            assertThat(wider.byTier(tier, BOTH))
                    .isEqualTo(tier == Tier.OFFICIAL || tier == Tier.VERIFIED ? BOTH : NONE);
        }
    }

    @Test
    @DisplayName("PORT-37: a row tells what a next request no longer asks for")
    void difference() {
        Grant row = new Grant(
                ExtensionId.of("@acme/crm-connector"),
                Optional.empty(),
                approved(BOTH),
                Optional.of(new Decision(MCP, Status.APPROVED, MCP, NONE, NONE)),
                By.CONFIG,
                Instant.EPOCH);
        assertThat(row.dropped()).isEqualTo(JOBS);
        assertThat(row.rolledBack().dropped()).isEqualTo(NONE);
    }
}
