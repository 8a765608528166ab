/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.grant;

import static dev.berth.sdk.port.PortName.JOBS;
import static dev.berth.sdk.port.PortName.MCP;
import static dev.berth.sdk.port.PortName.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.audit.By;
import dev.berth.host.grant.Decision.Status;
import dev.berth.manifest.port.Ungranted;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ports a, b and c stand for settings, mcp and jobs; {@code -} is the empty set. */
class GrantTransitionsTest {
    private static final ExtensionId ID = ExtensionId.of("@acme/crm-connector");
    private static final By ADA = new By("ada", "cli");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private final GrantTransitions transitions = new GrantTransitions(ADA, NOON);

    @ParameterizedTest(name = "{0}: {1} {2}/{3}/{4}/{5} request {6} -> {7} {8}/{9}/{10}")
    @DisplayName("PORT-28, PORT-41 to PORT-46: what a request does to a row: requested, approved, denied, revoked")
    @CsvSource({
        "PORT-41, none,     -,  -, -, -, ab, PENDING,  -, -, -",
        "PORT-42, none,     -,  -, -, -, -,  APPROVED, -, -, -",
        "PORT-43, PENDING,  ab, a, -, -, ab, PENDING,  a, -, -",
        "PORT-43, APPROVED, ab, a, b, -, ab, APPROVED, a, b, -",
        "PORT-43, REVOKED,  ab, -, -, ab, ab, REVOKED, -, -, ab",
        "PORT-44, APPROVED, ab, ab, -, -, a, APPROVED, a, -, -",
        "PORT-44, APPROVED, ab, a, b, -, b,  APPROVED, -, b, -",
        "PORT-44, REVOKED,  ab, -, -, ab, b, REVOKED,  -, -, b",
        "PORT-45, PENDING,  ab, a, -, -, a,  APPROVED, a, -, -",
        "PORT-45, PENDING,  abc, a, -, -, ab, PENDING, a, -, -",
        "PORT-45, PENDING,  ab, -, -, -, a,  PENDING,  -, -, -",
        "PORT-45, PENDING,  ab, -, -, -, -,  APPROVED, -, -, -",
        "PORT-46, APPROVED, a,  a, -, -, ab, PENDING,  a, -, -",
        "PORT-46, APPROVED, ab, a, b, -, abc, PENDING, a, -, -",
        "PORT-46, APPROVED, ab, ab, -, -, bc, PENDING, b, -, -",
        "PORT-46, REVOKED,  ab, -, -, ab, bc, PENDING, -, -, b",
        "PORT-46, PENDING,  ab, a, -, -, ac, PENDING,  a, -, -"
    })
    void requests(
            String rule,
            String from,
            String had,
            String approved,
            String denied,
            String revoked,
            String asks,
            Status to,
            String approvedAfter,
            String deniedAfter,
            String revokedAfter) {
        Optional<Grant> row = from.equals("none")
                ? Optional.empty()
                : Optional.of(row(had, Status.valueOf(from), approved, denied, revoked));
        GrantDecision decision = transitions.request(row, ID, Optional.empty(), set(asks));
        Grant after = grant(decision);
        assertThat(after.standing())
                .as(rule)
                .isEqualTo(new Decision(set(asks), to, set(approvedAfter), set(deniedAfter), set(revokedAfter)));
        assertThat(decision instanceof GrantDecision.Same).isEqualTo(rule.equals("PORT-43"));
        if (row.isPresent()) {
            Grant next = grant(transitions.requestNext(row.get(), set(asks)));
            assertThat(next.standing()).as("PORT-22").isEqualTo(row.get().standing());
            assertThat(next.asked()).as("PORT-22").isEqualTo(after.standing());
        }
    }

    @ParameterizedTest(name = "{0}: {1} {2}/{3}/{4}/{5} {6} {7} -> {8} {9}/{10}/{11}")
    @DisplayName("PORT-47 to PORT-51: what a decision does to a row")
    @CsvSource({
        "PORT-47, PENDING,  ab, -, -, -, approve, ab, APPROVED, ab, -, -",
        "PORT-47, PENDING,  ab, -, -, -, approve, a,  APPROVED, a, b, -",
        "PORT-47, APPROVED, ab, a, b, -, approve, b,  APPROVED, b, a, -",
        "PORT-47, REVOKED,  ab, -, -, ab, approve, ab, APPROVED, ab, -, -",
        "PORT-48, PENDING,  ab, a, -, -, deny,    -,  APPROVED, a, b, -",
        "PORT-48, PENDING,  ab, -, -, -, deny,    -,  APPROVED, -, ab, -",
        "PORT-49, PENDING,  ab, a, -, -, revoke,  -,  REVOKED,  -, -, ab",
        "PORT-49, APPROVED, ab, a, b, -, revoke,  -,  REVOKED,  -, -, ab",
        "PORT-50, APPROVED, ab, ab, -, -, revoke, a,  APPROVED, b, -, a",
        "PORT-50, PENDING,  abc, ab, -, -, revoke, a, PENDING,  b, -, a",
        "PORT-50, APPROVED, ab, ab, -, -, revoke, ab, REVOKED,  -, -, ab",
        "PORT-50, APPROVED, ab, a, b, -, revoke,  a,  REVOKED,  -, b, a"
    })
    void decisions(
            String rule,
            Status from,
            String had,
            String approved,
            String denied,
            String revoked,
            String operation,
            String ports,
            Status to,
            String approvedAfter,
            String deniedAfter,
            String revokedAfter) {
        Grant row = row(had, from, approved, denied, revoked);
        Optional<String> shown = Optional.of(row.requestHash());
        GrantDecision decision = switch (operation) {
            case "approve" -> transitions.approve(Optional.of(row), ID, shown, set(ports));
            case "deny" -> transitions.deny(Optional.of(row), ID, shown);
            default -> transitions.revoke(Optional.of(row), ID, set(ports));
        };
        assertThat(decision).as(rule).isInstanceOf(GrantDecision.Changed.class);
        Grant after = grant(decision);
        assertThat(after.standing())
                .as(rule)
                .isEqualTo(new Decision(set(had), to, set(approvedAfter), set(deniedAfter), set(revokedAfter)));
        assertThat(after.by()).isEqualTo(ADA);
        assertThat(after.at()).isEqualTo(NOON);
        assertThat(((GrantDecision.Changed) decision).events()).hasSize(1);
    }

    @Test
    @DisplayName("PORT-51: revoking what is revoked writes nothing; neither does a decision that is the case already")
    void nothingToWrite() {
        Grant revoked = row("ab", Status.REVOKED, "-", "-", "ab");
        assertThat(transitions.revoke(Optional.of(revoked), ID, PortSet.NONE))
                .isEqualTo(new GrantDecision.Same(revoked));
        assertThat(transitions.revoke(Optional.of(revoked), ID, set("a"))).isEqualTo(new GrantDecision.Same(revoked));
        Grant approved = row("ab", Status.APPROVED, "a", "b", "-");
        assertThat(transitions.approve(Optional.of(approved), ID, Optional.empty(), set("a")))
                .isEqualTo(new GrantDecision.Same(approved));
        assertThat(transitions.deny(Optional.of(approved), ID, Optional.empty()))
                .isEqualTo(new GrantDecision.Same(approved));
        assertThat(transitions.revoke(Optional.of(approved), ID, set("c"))).isEqualTo(new GrantDecision.Same(approved));
    }

    @Test
    @DisplayName("PORT-S11: a superset, a stale hash and a missing row are refused, and nothing is written")
    void refusals() {
        Grant row = row("ab", Status.PENDING, "-", "-", "-");
        assertThat(code(transitions.approve(Optional.of(row), ID, Optional.empty(), set("abc"))))
                .isEqualTo(ProblemCode.GRANT_NOT_REQUESTED);
        Optional<String> stale = Optional.of(set("a").hash());
        assertThat(code(transitions.approve(Optional.of(row), ID, stale, set("a"))))
                .isEqualTo(ProblemCode.GRANT_STALE);
        assertThat(code(transitions.deny(Optional.of(row), ID, stale))).isEqualTo(ProblemCode.GRANT_STALE);
        assertThat(code(transitions.approve(Optional.empty(), ID, Optional.empty(), set("a"))))
                .isEqualTo(ProblemCode.GRANT_MISSING);
        assertThat(code(transitions.deny(Optional.empty(), ID, Optional.empty())))
                .isEqualTo(ProblemCode.GRANT_MISSING);
        assertThat(code(transitions.revoke(Optional.empty(), ID, PortSet.NONE))).isEqualTo(ProblemCode.GRANT_MISSING);
    }

    @Test
    @DisplayName("PORT-23: an empty request is approved by system:policy")
    void emptyRequest() {
        assertThat(grant(transitions.request(Optional.empty(), ID, Optional.empty(), PortSet.NONE))
                        .by())
                .isEqualTo(By.POLICY);
        assertThat(grant(transitions.request(Optional.empty(), ID, Optional.empty(), set("a")))
                        .by())
                .isEqualTo(ADA);
    }

    @Test
    @DisplayName(
            "PORT-S9, PORT-S12: a new port is refused as pending, after a denial as denied, and asked again when it grows")
    void reasons() {
        Grant grown = grant(transitions.request(
                Optional.of(row("a", Status.APPROVED, "a", "-", "-")), ID, Optional.empty(), set("ab")));
        assertThat(grown.standing().reason(MCP)).isEqualTo(Ungranted.PENDING);
        assertThat(grown.standing().reason(JOBS)).isEqualTo(Ungranted.UNDECLARED);
        assertThat(grown.standing().pending()).isEqualTo(set("b"));
        Grant denied = grant(transitions.deny(Optional.of(grown), ID, Optional.of(grown.requestHash())));
        assertThat(denied.standing().approved()).isEqualTo(set("a"));
        assertThat(denied.standing().reason(MCP)).isEqualTo(Ungranted.DENIED);
        Grant asked = grant(transitions.request(Optional.of(denied), ID, Optional.empty(), set("abc")));
        assertThat(asked.standing().reason(MCP)).isEqualTo(Ungranted.PENDING);
        Grant taken = grant(transitions.revoke(Optional.of(asked), ID, set("a")));
        assertThat(taken.standing().reason(SETTINGS)).isEqualTo(Ungranted.REVOKED);
    }

    @Test
    @DisplayName("PORT-S10, PORT-22: decisions apply to the next request; the standing one judges until the commit")
    void nextBesideStanding() {
        Grant standing = row("ab", Status.APPROVED, "ab", "-", "-");
        Grant waiting = grant(transitions.requestNext(standing, set("bc")));
        assertThat(waiting.standing().approved()).isEqualTo(set("ab"));
        assertThat(waiting.asked().status()).isEqualTo(Status.PENDING);
        assertThat(waiting.asked().approved()).isEqualTo(set("b"));
        assertThat(transitions.requestNext(waiting, set("bc"))).isEqualTo(new GrantDecision.Same(waiting));
        Grant approved =
                grant(transitions.approve(Optional.of(waiting), ID, Optional.of(waiting.requestHash()), set("bc")));
        assertThat(approved.standing()).isEqualTo(standing.standing());
        assertThat(approved.committed().standing().approved()).isEqualTo(set("bc"));
        assertThat(approved.committed().next()).isEmpty();
        assertThat(approved.rolledBack().standing()).isEqualTo(standing.standing());
        assertThat(approved.rolledBack().next()).isEmpty();
        assertThat(code(transitions.approve(Optional.of(waiting), ID, Optional.of(standing.requestHash()), set("b"))))
                .isEqualTo(ProblemCode.GRANT_STALE);
        Grant revoked = grant(transitions.revoke(Optional.of(approved), ID, set("b")));
        assertThat(revoked.standing().approved()).isEqualTo(set("a"));
        assertThat(revoked.asked().approved()).isEqualTo(set("c"));
    }

    private static Grant row(String requested, Status status, String approved, String denied, String revoked) {
        Decision decision = new Decision(set(requested), status, set(approved), set(denied), set(revoked));
        return new Grant(ID, Optional.empty(), decision, Optional.empty(), By.CONFIG, Instant.EPOCH);
    }

    private static Grant grant(GrantDecision decision) {
        return switch (decision) {
            case GrantDecision.Changed changed -> changed.grant();
            case GrantDecision.Same same -> same.grant();
            case GrantDecision.Refused refused ->
                throw new AssertionError(refused.problem().text());
        };
    }

    private static ProblemCode code(GrantDecision decision) {
        assertThat(decision).isInstanceOf(GrantDecision.Refused.class);
        return ((GrantDecision.Refused) decision).problem().code();
    }

    static PortSet set(String letters) {
        return PortSet.of(letters.chars()
                .filter(letter -> letter != '-')
                .mapToObj(letter -> List.of(SETTINGS, MCP, JOBS).get(letter - 'a'))
                .map(PortName.class::cast)
                .toList());
    }
}
