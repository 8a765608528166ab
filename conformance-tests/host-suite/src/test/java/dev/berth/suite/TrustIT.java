/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static dev.berth.suite.HostProblemsIT.refusal;
import static dev.berth.suite.TestHost.TEST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.ExtensionDetail.TrustView;
import dev.berth.host.audit.AuditEntry;
import dev.berth.host.evidence.PublisherKey;
import dev.berth.host.evidence.PublisherKey.Custody;
import dev.berth.host.evidence.PublisherKey.State;
import dev.berth.host.extension.Origin;
import dev.berth.host.extension.Tier;
import dev.berth.host.lifecycle.Command;
import dev.berth.host.lifecycle.Command.Consent;
import dev.berth.host.lifecycle.Command.GrantChoice;
import dev.berth.host.marketplace.trust.sign.KeyStatement;
import dev.berth.sdk.port.RuntimePort.RuntimeMode;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signed packages on a real host: how far they are trusted, what a start makes of it, and who has a say (LIFE-70 to LIFE-79). */
final class TrustIT {
    private static final ExtensionId ASK = ExtensionId.of("@acme/ask-connector");
    private static final Publisher ACME = new Publisher(7);
    private static final Publisher NEXT = new Publisher(8);

    @TempDir
    Path temp;

    private TestHost start() {
        return TestHost.start(temp.resolve("home"));
    }

    private static Command.Source without(Path file, Consent... consents) {
        String name = String.valueOf(file.getFileName());
        return new Command.Source(file, new Origin.File(name), name, new GrantChoice.None(), Set.of(consents));
    }

    private static TrustView trust(TestHost host) {
        return host.runtime().extension(ASK).trust();
    }

    private static List<String> events(TestHost host) {
        return host.seams().parts().audit().read(0, 1000).stream()
                .map(AuditEntry::event)
                .toList();
    }

    @Test
    @DisplayName("LIFE-S17, TRUST-88, TRUST-93, TRUST-94: signed needs no consent; its ports wait all the same")
    void authorSigned() {
        try (TestHost host = start()) {
            PublisherKey key = ACME.trustedBy(host);
            Command.Install install = new Command.Install(without(ACME.publish(temp, "1.0.0")));
            assertThat(host.runtime().plan(install).facts().string("tier")).contains("AUTHOR_SIGNED");
            host.apply(install);
            TrustView view = trust(host);
            assertThat(view.tier()).isEqualTo("AUTHOR_SIGNED");
            assertThat(view.signature().orElseThrow().keyId()).isEqualTo(key.id());
            assertThat(view.signature().orElseThrow().scheme()).isEqualTo("marketplace-manifest/v1");
            assertThat(view.advisories()).isEmpty();
            assertThat(host.runtime().extension(ASK).summary().grantedPorts()).isEmpty();
            assertThat(events(host)).contains("KeyTrusted").doesNotContain("ConsentGiven");
        }
    }

    @Test
    @DisplayName(
            "LIFE-S17, LIFE-77, TRUST-88: in the host's own list it is official, and its ports are approved by the policy")
    void official() {
        try (TestHost host = TestHost.start(temp.resolve("home"), builder -> builder.officialScopes("acme"))) {
            ACME.trustedBy(host);
            host.apply(new Command.Install(without(ACME.publish(temp, "1.0.0"))));
            assertThat(trust(host).tier()).isEqualTo("OFFICIAL");
            assertThat(host.runtime().extension(ASK).summary().grantedPorts()).containsExactly("settings");
            assertThat(host.runtime().grants())
                    .anySatisfy(grant -> assertThat(grant.decidedBy()).isEqualTo("system:policy"));
        }
    }

    @Test
    @DisplayName("PORT-35, TRUST-88: the policy may name other tiers, whose ports it then approves")
    void autoApproved() {
        try (TestHost host =
                TestHost.start(temp.resolve("home"), builder -> builder.autoApprovePorts(Tier.AUTHOR_SIGNED))) {
            ACME.trustedBy(host);
            host.apply(new Command.Install(without(ACME.publish(temp, "1.0.0"))));
            assertThat(trust(host).tier()).isEqualTo("AUTHOR_SIGNED");
            assertThat(host.runtime().extension(ASK).summary().grantedPorts()).containsExactly("settings");
            assertThat(host.runtime().grants())
                    .anySatisfy(grant -> assertThat(grant.decidedBy()).isEqualTo("system:policy"));
        }
    }

    @Test
    @DisplayName("TRUST-62, TRUST-88: a key that a registry holds makes a package custodial")
    void custodial() {
        try (TestHost host = start()) {
            host.runtime().trust().trust(ACME.shown().json(), Optional.empty(), Custody.CUSTODIAL, TEST);
            host.apply(new Command.Install(without(ACME.publish(temp, "1.0.0"))));
            assertThat(trust(host).tier()).isEqualTo("CUSTODIAL");
            assertThat(trust(host).signature().orElseThrow().signedBy()).isEqualTo("custodial");
        }
    }

    @Test
    @DisplayName(
            "LIFE-S16, LIFE-71, LIFE-72, LIFE-75, TRUST-90: a block before a signature, a signature before consent")
    void firstHit() throws IOException {
        Path file = ACME.publish(temp, "1.0.0");
        try (TestHost host = start()) {
            assertThat(refusal(() -> host.apply(new Command.Install(without(file, Consent.UNSIGNED)))))
                    .as("consent does not help where a signature is offered")
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.SIGNATURE_INVALID);
            ACME.trustedBy(host);
            host.runtime().trust().block(packageDigest(host, file), "Recalled.", TEST);
            Path broken = temp.resolve("ask.signature");
            assertThat(broken).doesNotExist();
            assertThat(refusal(() -> host.apply(new Command.Install(without(file)))))
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.TRUST_REVOKED);
            Files.delete(file.resolveSibling(file.getFileName() + ".signature.json"));
            assertThat(refusal(() -> host.apply(new Command.Install(without(file)))))
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.TRUST_REVOKED);
            host.runtime()
                    .trust()
                    .blocks()
                    .forEach(block -> host.runtime().trust().unblock(block.value(), TEST));
            assertThat(refusal(() -> host.apply(new Command.Install(without(file)))))
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.UNSIGNED_NEEDS_CONSENT);
            host.apply(new Command.Install(without(file, Consent.UNSIGNED)));
            assertThat(trust(host).tier()).isEqualTo("UNSIGNED");
            assertThat(events(host)).contains("ConsentGiven", "PackageBlocked", "PackageUnblocked");
        }
    }

    @Test
    @DisplayName(
            "LIFE-S16, LIFE-72, LIFE-75: in development an unsigned one needs no consent, a wrong signature is refused as ever")
    void development() throws IOException {
        Path file = ACME.publish(temp, "1.0.0");
        try (TestHost host = TestHost.start(temp.resolve("home"), builder -> builder.mode(RuntimeMode.DEVELOPMENT))) {
            assertThat(refusal(() -> host.apply(new Command.Install(without(file)))))
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.SIGNATURE_INVALID);
            assertThat(host.runtime().extensions()).isEmpty();
            Files.delete(file.resolveSibling(file.getFileName() + ".signature.json"));
            host.apply(new Command.Install(without(file)));
            assertThat(trust(host).tier()).isEqualTo("UNSIGNED");
            assertThat(host.state(ASK)).isEqualTo("ACTIVE");
            assertThat(events(host)).doesNotContain("ConsentGiven");
        }
    }

    private static String packageDigest(TestHost host, Path file) {
        return host.runtime()
                .plan(new Command.Install(without(file)))
                .facts()
                .string("packageDigest")
                .orElseThrow();
    }

    @Test
    @DisplayName(
            "T9, TRUST-59, TRUST-60, TRUST-150: what came before a compromise stays, what came after is not loaded again")
    void revoked() {
        PublisherKey key;
        try (TestHost host = start()) {
            key = ACME.trustedBy(host);
            host.apply(new Command.Install(without(ACME.publish(temp, "1.0.0"))));
            Instant came = host.runtime().extension(ASK).revisions().get(0).installedAt();
            host.runtime().trust().revoke(key.id(), Optional.of(came.plusMillis(1)), TEST);
            assertThat(trust(host).advisories()).isEmpty();
            assertThat(refusal(() -> host.update(ACME.publish(temp, "1.1.0"))))
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.KEY_REVOKED);
        }
        try (TestHost host = start()) {
            assertThat(host.state(ASK)).isEqualTo("ACTIVE");
            host.runtime().trust().revoke(key.id(), Optional.empty(), TEST);
            assertThat(host.state(ASK)).as("what runs goes on").isEqualTo("ACTIVE");
            assertThat(host.runtime().extension(ASK).summary().problems())
                    .as("with an advisory")
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.KEY_REVOKED);
        }
        try (TestHost host = start()) {
            assertThat(host.state(ASK)).isEqualTo("QUARANTINED");
            assertThat(host.runtime().why(ASK).chain())
                    .extracting(Problem::code)
                    .contains(ProblemCode.KEY_REVOKED);
            assertThat(trust(host).modified()).isFalse();
            assertThat(refusal(() -> host.apply(new Command.Release(ASK))))
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.KEY_REVOKED);
        }
    }

    @Test
    @DisplayName(
            "TRUST-159: a block raises an advisory, the next start does not load it, and an end of the block lets it be released")
    void blocked() {
        try (TestHost host = start()) {
            ACME.trustedBy(host);
            host.apply(new Command.Install(without(ACME.publish(temp, "1.0.0"))));
            host.runtime().trust().block("@acme/ask-connector@1.0.0", "Recalled.", TEST);
            assertThat(host.state(ASK)).isEqualTo("ACTIVE");
            assertThat(trust(host).advisories()).extracting(Problem::code).containsExactly(ProblemCode.TRUST_REVOKED);
        }
        try (TestHost host = start()) {
            assertThat(host.state(ASK)).isEqualTo("QUARANTINED");
            assertThat(host.runtime().status().ready()).as("the others run").isTrue();
            host.runtime().trust().unblock("@acme/ask-connector@1.0.0", TEST);
            host.apply(new Command.Release(ASK));
            assertThat(host.state(ASK)).isEqualTo("ACTIVE");
        }
    }

    @Test
    @DisplayName(
            "TRUST-145, TRUST-150, TRUST-152, TRUST-154: without its stored signature it is not loaded; the same package repairs it")
    void signatureGone() throws IOException {
        Path file = ACME.publish(temp, "1.0.0");
        String digest;
        try (TestHost host = start()) {
            ACME.trustedBy(host);
            host.apply(new Command.Install(without(file)));
            digest = trust(host).packageDigest();
        }
        Path stored = temp.resolve("home/content/" + digest.substring(0, 2) + "/" + digest + ".signature");
        Files.delete(stored);
        try (TestHost host = start()) {
            assertThat(host.state(ASK)).isEqualTo("QUARANTINED");
            assertThat(trust(host).modified()).isTrue();
            assertThat(host.runtime().status().ready()).isFalse();
            host.apply(new Command.Install(without(file)));
            assertThat(host.state(ASK)).isEqualTo("ACTIVE");
            assertThat(stored).exists();
            assertThat(host.runtime().status().ready()).isTrue();
        }
        try (TestHost host = start()) {
            assertThat(host.state(ASK)).isEqualTo("ACTIVE");
        }
    }

    @Test
    @DisplayName("TRUST-91, TRUST-92: a lower tier needs consent, for this very digest, and the audit has it")
    void lowered() {
        try (TestHost host = start()) {
            ACME.trustedBy(host);
            host.apply(new Command.Install(without(ACME.publish(temp, "1.0.0"))));
            Path next = Publisher.pack(temp, "1.1.0");
            assertThat(refusal(() -> host.apply(new Command.Update(without(next, Consent.LOWER_TIER)))))
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.UNSIGNED_NEEDS_CONSENT);
            host.apply(new Command.Update(without(next, Consent.LOWER_TIER, Consent.UNSIGNED)));
            assertThat(trust(host).tier()).isEqualTo("UNSIGNED");
            assertThat(events(host)).contains("LowerTierAccepted", "ConsentGiven");
            host.apply(new Command.Update(without(ACME.publish(temp, "1.2.0"))));
            assertThat(trust(host).tier()).isEqualTo("AUTHOR_SIGNED");
            assertThat(refusal(() -> host.apply(new Command.Update(without(Publisher.pack(temp, "1.3.0"))))))
                    .as("consent ended with the digest that it was for")
                    .extracting(Problem::code)
                    .contains(ProblemCode.UNSIGNED_NEEDS_CONSENT, ProblemCode.TIER_LOWERED);
        }
    }

    @Test
    @DisplayName(
            "TRUST-56, TRUST-57, TRUST-58: a further key by statement of the old one; a retired one vouches for nothing new")
    void rotated() {
        KeyStatement statement =
                KeyStatement.of("rotate", ACME.key, NEXT.key, "acme", Instant.parse("2026-03-24T00:00:00Z"));
        try (TestHost host = start()) {
            ACME.trustedBy(host);
            host.apply(new Command.Install(without(ACME.publish(temp, "1.0.0"))));
            assertThat(refusal(() -> NEXT.trustedBy(host)))
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.SIGNATURE_INVALID);
            host.runtime().trust().trust(statement.json(), Optional.empty(), Custody.AUTHOR, TEST);
            assertThat(host.runtime().trust().keys())
                    .extracting(PublisherKey::state)
                    .containsExactlyInAnyOrder(State.RETIRED, State.ACTIVE);
            assertThat(trust(host).advisories())
                    .as("earlier signatures stay valid")
                    .isEmpty();
            host.apply(new Command.Update(without(NEXT.publish(temp, "1.1.0"))));
            host.runtime().trust().revoke(NEXT.key.publicHalf().id(), Optional.of(Instant.EPOCH), TEST);
            new Publisher(9).trustedBy(host);
            assertThat(host.runtime().trust().keys())
                    .as("no key was left, so an operator names one")
                    .hasSize(3);
        }
    }

    @Test
    @DisplayName("TRUST-155: what is archived comes back only if somebody still vouches for it")
    void restored() {
        try (TestHost host = start()) {
            PublisherKey key = ACME.trustedBy(host);
            host.apply(new Command.Install(without(ACME.publish(temp, "1.0.0"))));
            host.apply(new Command.Archive(ASK));
            host.runtime().trust().revoke(key.id(), Optional.empty(), TEST);
            assertThat(refusal(() -> host.apply(new Command.Restore(ASK))))
                    .extracting(Problem::code)
                    .contains(ProblemCode.KEY_REVOKED);
        }
    }
}
