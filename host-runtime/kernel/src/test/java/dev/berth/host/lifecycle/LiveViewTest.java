/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.Report;
import dev.berth.host.extension.Origin;
import dev.berth.host.extension.Tier;
import dev.berth.host.fake.FakeHost;
import dev.berth.host.lifecycle.Command.GrantChoice;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Install, update, restore and boot judge a manifest beside what is live, by the rules there are. */
class LiveViewTest {
    private static final String MAIL = "@acme/mail-connector";
    private static final String POST = "@beta/post-connector";

    private final FakeHost host = new FakeHost();

    @AfterEach
    void close() {
        host.close();
    }

    private Command.Source source(String id, String version, String fields) {
        String json = "{\"name\": \"" + id + "\", \"version\": \"" + version
                + "\", \"license\": \"MIT\", \"description\": \"d\","
                + " \"berth\": {\"apiVersion\": \"berth.dev/v1\", \"kind\": \"connector\"" + fields + "}}";
        return new Command.Source(
                host.verifier.file(json),
                new Origin.File("x.tgz"),
                "x.tgz",
                new GrantChoice.All(),
                Set.of(Command.Consent.UNSIGNED));
    }

    private Report install(String id, String fields) {
        return host.run(new Command.Install(source(id, "1.0.0", fields)));
    }

    private ProblemCode refused(String id, String fields) {
        return refused(new Command.Install(source(id, "1.0.0", fields)));
    }

    /** Returns what refuses a command; warnings may stand beside it. */
    private ProblemCode refused(Command command) {
        String before = host.store.snapshot();
        try {
            throw new AssertionError("Not refused: " + host.run(command).summary());
        } catch (ProblemException e) {
            assertThat(host.store.snapshot()).isEqualTo(before);
            return e.problems().stream()
                    .filter(Problem::isError)
                    .findFirst()
                    .orElseThrow()
                    .code();
        }
    }

    @Test
    @DisplayName(
            "MAN-S39, MAN-45: a role of a live extension is not for another one; of an archived one it is, which then stays")
    void roles() {
        String role = ", \"roles\": [\"mail-sender\"]";
        install(MAIL, role);
        assertThat(refused(POST, role)).isEqualTo(ProblemCode.ROLE_CLAIMED);
        host.run(new Command.Update(source(MAIL, "1.1.0", role)));
        host.run(new Command.Archive(ExtensionId.of(MAIL)));
        install(POST, role);
        assertThat(refused(new Command.Restore(ExtensionId.of(MAIL)))).isEqualTo(ProblemCode.ROLE_CLAIMED);
        assertThat(host.view(MAIL).status()).isEqualTo("archived");
        host.restart();
        assertThat(host.state(POST)).isEqualTo("ACTIVE");
    }

    @Test
    @DisplayName("MAN-45: an update may not take a role that another one has, and keeps its own")
    void rolesOfUpdates() {
        install(MAIL, ", \"roles\": [\"mail-sender\"]");
        install(POST, ", \"roles\": [\"post-sender\"]");
        assertThat(refused(
                        new Command.Update(source(POST, "1.1.0", ", \"roles\": [\"post-sender\", \"mail-sender\"]"))))
                .isEqualTo(ProblemCode.ROLE_CLAIMED);
        assertThat(host.view(POST).version()).isEqualTo("1.0.0");
    }

    @Test
    @DisplayName("MAN-S40, MAN-115: a claim below AUTHOR_SIGNED waits with a warning, and binds nobody")
    void pendingClaim() {
        Report report = install(MAIL, ", \"owns\": [\"email-send\"]");
        assertThat(report.plan().warnings())
                .filteredOn(problem -> problem.code() == ProblemCode.CAPABILITY_CLAIM_PENDING)
                .singleElement()
                .satisfies(problem -> assertThat(problem.isError()).isFalse());
        install(
                POST,
                ", \"provides\": [{\"capability\": \"email-send\", \"version\": \"1.0.0\"}], \"owns\": [\"email-send\"]");
        host.restart();
        assertThat(host.state(MAIL)).isEqualTo("ACTIVE");
        assertThat(host.state(POST)).isEqualTo("ACTIVE");
    }

    @Test
    @DisplayName(
            "MAN-S40, MAN-114, MAN-115: a signed claim is active: no other scope claims the id, or provides it unless it is open")
    void activeClaim() {
        host.verifier.tier(Tier.AUTHOR_SIGNED);
        Report report =
                install(MAIL, ", \"owns\": [\"email-send\", {\"capability\": \"sms-send\", \"providers\": \"any\"}]");
        assertThat(report.plan().warnings())
                .extracting(Problem::code)
                .doesNotContain(ProblemCode.CAPABILITY_CLAIM_PENDING);
        assertThat(refused(POST, ", \"owns\": [\"email-send\"]")).isEqualTo(ProblemCode.CAPABILITY_CLAIM_CONFLICT);
        assertThat(refused(POST, ", \"provides\": [{\"capability\": \"email-send\", \"version\": \"1.0.0\"}]"))
                .isEqualTo(ProblemCode.CAPABILITY_NOT_YOURS);
        install("@acme/post-connector", ", \"provides\": [{\"capability\": \"email-send\", \"version\": \"1.0.0\"}]");
        install(POST, ", \"provides\": [{\"capability\": \"sms-send\", \"version\": \"1.0.0\"}]");
    }

    @Test
    @DisplayName("MAN-133, MAN-127: the kind of a live target counts, and a git reference needs its target there")
    void targets() {
        String edge =
                ", \"dependencies\": [{\"packageName\": \"" + MAIL + "\", \"kind\": \"%s\", \"edgeType\": \"runtime\","
                        + " \"requirement\": \"required\", \"versionConstraint\": {\"kind\": \"git-ref\", \"ref\": \"main\"}}]";
        assertThat(refused(POST, edge.formatted("connector"))).isEqualTo(ProblemCode.DEPENDENCY_GIT_REF);
        install(MAIL, "");
        assertThat(refused(POST, edge.formatted("agent"))).isEqualTo(ProblemCode.DEPENDENCY_KIND_MISMATCH);
        install(POST, edge.formatted("connector"));
        assertThat(host.state(POST)).isEqualTo("ACTIVE");
    }

    @Test
    @DisplayName("LIFE-78, MAN-50: only tiers from VERIFIED on run migrations")
    void migrations() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> install(MAIL, ", \"migrationsDir\": \"migrations\""))
                .satisfies(thrown -> assertThat(thrown.problems())
                        .extracting(Problem::code)
                        .contains(ProblemCode.MIGRATIONS_NOT_ALLOWED));
    }
}
