/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.berth.host.audit.AuditEntry;
import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.MemoryStore;
import dev.berth.host.lifecycle.Command;
import dev.berth.host.resolve.Plan;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamespacesTest {
    private final FakeHost host = new FakeHost(builder -> builder.namespaces(new NamespaceRules(
            new TreeSet<>(Set.of("acme-corp")),
            new TreeSet<>(Set.of("berth-labs")),
            Optional.of("names@acme.example"))));

    @AfterEach
    void close() {
        host.close();
    }

    private Problem refusal(Command command) {
        String before = host.store.snapshot();
        try {
            host.run(command);
        } catch (ProblemException e) {
            assertThat(host.store.snapshot()).as("a refusal writes nothing").isEqualTo(before);
            return e.problem();
        }
        throw new AssertionError("Not refused");
    }

    private Problem refusal(String name) {
        return refusal(new Command.ChooseNamespace(name));
    }

    private static Command change(String name, String replaces, String reason, boolean confirmed) {
        return new Command.ChangeNamespace(
                name,
                new Namespaces.Confirmation(Optional.ofNullable(replaces), Optional.ofNullable(reason), confirmed));
    }

    private String namespace() {
        return host.runtime().status().namespace();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "''|namespace-required|''",
                "' \t '|namespace-required|''",
                "ACME!|namespace-format|acme!",
                "a|namespace-format|a",
                "-ab|namespace-format|-ab",
                "a_b|namespace-format|a_b",
                "ac me|namespace-format|ac me",
                "äcme|namespace-format|äcme",
                "berth-x|namespace-reserved|berth-x",
                "be-rth|namespace-reserved|be-rth",
                "b3rth|namespace-reserved|b3rth",
                "my-8erth|ok|my-8erth",
                "ac-me-c0rp|namespace-reserved|ac-me-c0rp",
                "'Acme '|ok|acme",
                "Berth-Labs|ok|berth-labs",
                "berth-labs2|namespace-reserved|berth-labs2",
            })
    @DisplayName(
            "LIFE-155, LIFE-156, LIFE-S41, MKT-40: canonical first, then required, format, reserved in three forms")
    void judged(String input, String code, String canonical) {
        if (code.equals("ok")) {
            host.run(new Command.ChooseNamespace(input));
            assertThat(namespace()).isEqualTo(canonical);
            return;
        }
        Problem problem = refusal(input);
        assertThat(problem.code()).hasToString(code);
        assertThat(problem.facts().string("canonical")).contains("\"" + canonical + "\"");
        assertThat(problem.facts().get("input")).isPresent();
        assertThat(problem.facts().string("contact")).contains("names@acme.example");
        assertThat(namespace()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "a\ud800b", "\u202eacme", "İstanbul"})
    @DisplayName("LIFE-155: what is no text to be read is of another form, and is shown without harm")
    void hostile(String input) {
        Problem problem = refusal(input);
        assertThat(problem.code()).isEqualTo(ProblemCode.NAMESPACE_FORMAT);
        assertThat(problem.text()).doesNotContain("\0", "\u202e", "\ud800");
        assertThat(refusal("x".repeat(100_000)).text()).hasSizeLessThan(1_000);
        assertThat(refusal("x".repeat(40)).code()).isEqualTo(ProblemCode.NAMESPACE_FORMAT);
    }

    @Test
    @DisplayName(
            "LIFE-156, MKT-42, MKT-43: the problem says which part was found; both sides are compared as they look")
    void matched() {
        assertThat(refusal("b3rth-labs").facts().string("matched")).contains("berth");
        assertThat(refusal("the-acmecorp").facts().string("matched")).contains("acme-corp");
        assertThat(refusal("b3rth-labs").text()).contains("as it looks to people", "[namespace-reserved]");
        assertThatIllegalArgumentException()
                .as("it would reserve every name")
                .isThrownBy(() -> new NamespaceRules(new TreeSet<>(Set.of("-")), new TreeSet<>(), Optional.empty()));
    }

    @Test
    @DisplayName(
            "LIFE-157, LIFE-145, LIFE-148: it is planned, kept with its audit entry or not at all, and outlives a restart")
    void chosen() {
        Command acme = new Command.ChooseNamespace("acme");
        Plan plan = host.runtime().plan(acme);
        assertThat(plan.facts()).isEqualTo(JsonObject.of("namespace", "acme", "before", "", "reason", ""));
        assertThat(namespace()).isEmpty();
        host.store.failCommit(0, MemoryStore.diskFull());
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> host.run(acme));
        assertThat(namespace()).isEmpty();
        host.runtime().apply(acme, Optional.of(plan.digest()), FakeHost.ADA);
        assertThat(host.restart().runtime().status().namespace()).isEqualTo("acme");
        assertThat(last().event()).isEqualTo("NamespaceChosen");
        assertThat(last().subject()).isEqualTo("acme");
        assertThat(last().actor()).isEqualTo("ada");
        int entries = host.runtime().audit(0, 100).size();
        assertThat(host.run(new Command.ChooseNamespace(" ACME")).changed()).isFalse();
        assertThat(host.runtime().audit(0, 100)).hasSize(entries);
    }

    private AuditEntry last() {
        List<AuditEntry> entries = host.runtime().audit(0, 100);
        return entries.get(entries.size() - 1);
    }

    @Test
    @DisplayName(
            "LIFE-157: a frozen one changes only by the operation of its own, with the old name, a reason and a confirmation")
    void frozen() {
        assertThat(refusal(change("other", null, "why", true)).code()).isEqualTo(ProblemCode.NAMESPACE_REQUIRED);
        host.run(new Command.ChooseNamespace("acme"));
        assertThat(refusal("other").code()).isEqualTo(ProblemCode.NAMESPACE_FROZEN);
        for (Command command : List.of(
                change("other", null, null, false),
                change("other", "acme", "why", false),
                change("other", "acme", " ", true),
                change("other", "acme", "two\nlines", true),
                change("other", "acme", "\ud800", true),
                change("other", "acme", "x".repeat(501), true),
                change("other", "acm", "why", true))) {
            assertThat(refusal(command).code()).isEqualTo(ProblemCode.CONFIRMATION_REQUIRED);
        }
        assertThat(refusal(change("other", null, null, false)).summary())
                .contains("acme", "a reason", "the confirmation");
        assertThat(refusal(change("berth", "acme", "why", true)).code()).isEqualTo(ProblemCode.NAMESPACE_RESERVED);
        host.run(change("other", "acme", "sold", true));
        assertThat(namespace()).isEqualTo("other");
        assertThat(last().before()).isEqualTo("acme");
        assertThat(last().reason()).isEqualTo("sold");
    }

    @Test
    @DisplayName("LIFE-157: a plan for a first one is stale once somebody has chosen")
    void stale() {
        Command acme = new Command.ChooseNamespace("acme");
        String digest = host.runtime().plan(acme).digest();
        host.run(acme);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> host.runtime().apply(acme, Optional.of(digest), FakeHost.ADA))
                .satisfies(e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.PLAN_STALE));
    }
}
