/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.HostBuilder;
import dev.berth.host.HostStatus.Phase;
import dev.berth.host.extension.Scope;
import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.FakeVerifier;
import dev.berth.host.fake.Manifests;
import dev.berth.host.lifecycle.Command;
import dev.berth.host.lifecycle.Command.GrantChoice;
import dev.berth.manifest.Kind;
import dev.berth.manifest.VersionRange;
import dev.berth.sdk.port.RuntimePort.RuntimeMode;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequiredExtensionsTest {
    private static final String A = "@acme/a-connector";
    private static final ExtensionId ID = ExtensionId.of(A);

    private UnaryOperator<HostBuilder> next = builder -> builder;
    private final FakeHost host = new FakeHost(builder -> next.apply(builder));

    @AfterEach
    void close() {
        host.close();
    }

    private static Manifests a(String version) {
        return Manifests.of(A, version);
    }

    private void production(String range, String resolution) {
        next = builder -> builder.mode(RuntimeMode.PRODUCTION)
                .required(RequiredExtensions.NONE.with(
                        ID, VersionRange.dependency(range).orElseThrow(), resolution));
    }

    private List<Problem> refusedBoot() {
        try {
            host.restart();
        } catch (ProblemException e) {
            return e.problems();
        }
        throw new AssertionError("It started");
    }

    private Phase assertion() {
        return host.runtime().status().boot().stream()
                .filter(phase -> phase.name().equals("required-assert"))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @DisplayName("LIFE-S40, LIFE-141: only an exact version inside the pin is taken")
    @CsvSource({"0.1.9,true", "0.2.0,false", "latest,false", "'',false", "^0.1.0,false", "0.1.9-rc.1,false"})
    void pins(String version, boolean fits) {
        RequiredExtensions required = RequiredExtensions.NONE.with(
                ID, VersionRange.dependency("^0.1.0").orElseThrow(), "required");
        assertThat(required.refusal(ID, version, "Nothing changed.").isEmpty()).isEqualTo(fits);
        assertThat(required.refusal(ExtensionId.of("@acme/b-connector"), version, ""))
                .isEmpty();
    }

    @Test
    @DisplayName("LIFE-141: install, update, rollback and restore refuse what is outside the pin, before any change")
    void everyDoor() {
        host.run(host.install(a("0.1.0")));
        host.run(host.update(a("0.2.0")));
        next = builder -> builder.required(A, "^0.2.0");
        host.restart();
        assertThat(host.refused(host.update(a("0.3.0")))).isEqualTo(ProblemCode.REQUIRED_PIN_VIOLATED);
        assertThat(host.refused(new Command.Rollback(ID))).isEqualTo(ProblemCode.REQUIRED_PIN_VIOLATED);
        host.run(host.update(a("0.2.1")));
        host.run(new Command.Archive(ID));
        next = builder -> builder.required(A, "^0.3.0");
        host.restart();
        assertThat(host.refused(new Command.Restore(ID))).isEqualTo(ProblemCode.REQUIRED_PIN_VIOLATED);
        host.run(new Command.Uninstall(ID));
        assertThat(host.refused(host.install(a("0.2.0")))).isEqualTo(ProblemCode.REQUIRED_PIN_VIOLATED);
        host.run(host.install(a("0.3.0")));
    }

    @Test
    @DisplayName("LIFE-20: a new row of what is required starts locked in production, active in development")
    void locked() {
        production("*", "required");
        next = next.andThen(builder -> builder.skip("required-assert"))::apply;
        host.restart();
        host.run(host.install(a("1.0.0")));
        assertThat(host.view(A).status()).isEqualTo("locked");
        assertThat(host.refused(new Command.Uninstall(ID))).isEqualTo(ProblemCode.EXTENSION_LOCKED);
        host.run(host.install(Manifests.of("@acme/b-connector", "1.0.0")));
        assertThat(host.view("@acme/b-connector").status()).isEqualTo("active");
    }

    @Test
    @DisplayName("LIFE-S39, LIFE-142: in production a host does not start without what it requires, and says why")
    void production() {
        production("^1", "required");
        assertThat(refusedBoot()).extracting(Problem::code).containsExactly(ProblemCode.REQUIRED_MISSING);

        next = builder -> builder;
        host.restart();
        host.run(host.install(a("2.0.0")));
        production("^1", "required");
        assertThat(refusedBoot()).extracting(Problem::code).containsExactly(ProblemCode.REQUIRED_PIN_VIOLATED);

        production("^2", "required");
        host.restart();
        assertThat(assertion().outcome()).isEqualTo("done");

        host.engine.script(A + " 2.0.0").onRegister(ctx -> {
            throw new IllegalStateException("boom");
        });
        List<Problem> failed = refusedBoot();
        assertThat(failed).extracting(Problem::code).containsExactly(ProblemCode.REQUIRED_NOT_ACTIVE);
        assertThat(failed.get(0).causes()).extracting(Problem::code).containsExactly(ProblemCode.HOOK_FAILED);
        assertThat(failed.get(0).summary()).contains("it failed [hook-failed]");

        next = builder -> builder.required(A, "^2");
        host.restart();
        assertThat(assertion().outcome()).as("in development").isEqualTo("failed");
        host.run(new Command.Archive(ID));
        production("^2", "required");
        assertThat(refusedBoot().get(0).summary()).contains("found it archived");
    }

    @Test
    @DisplayName(
            "LIFE-S39: what is required and skipped stops the boot; without an outcome too; payload only it passes")
    void skippedNoneAndPayload() {
        host.run(host.install(a("1.0.0")));
        production("*", "required");
        next = next.andThen(builder -> builder.skip("activate"))::apply;
        assertThat(refusedBoot().get(0).summary()).contains("found no outcome");

        host.verifier.fault(A, ProblemCode.ABI_OUT_OF_RANGE);
        production("*", "required");
        assertThat(refusedBoot().get(0).summary()).contains("it was skipped [abi-out-of-range]");

        String skill = "@acme/a-skill";
        next = builder -> builder;
        host.restart();
        host.run(host.install(Manifests.of(skill, "1.0.0").kind(Kind.SKILL).payloadOnly()));
        next = builder -> builder.mode(RuntimeMode.PRODUCTION).required(skill, "^1");
        host.restart();
        assertThat(assertion().outcome()).isEqualTo("done");
    }

    @Test
    @DisplayName("LIFE-142, LIFE-11: without code too, content that must not be loaded is not there")
    void payloadQuarantined() {
        Manifests skill =
                Manifests.of("@acme/a-skill", "1.0.0").kind(Kind.SKILL).payloadOnly();
        host.run(host.install(skill));
        host.contents.damage(FakeVerifier.digest(skill.make()));
        next = builder -> builder.mode(RuntimeMode.PRODUCTION).required("@acme/a-skill", "^1");
        assertThat(refusedBoot()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.REQUIRED_NOT_ACTIVE);
            assertThat(problem.summary()).contains("it quarantined [content-digest-mismatch]");
        });
    }

    @Test
    @DisplayName("LIFE-143, LIFE-140: a guarded one that is absent degrades the host; a broken one fails it")
    void guarded() {
        production("^1", "guardedOptional");
        host.restart();
        assertThat(assertion().outcome()).isEqualTo("degraded");
        assertThat(host.runtime().readiness().degraded()).containsExactly("required-assert");
        host.run(host.install(a("1.0.0")));
        assertThat(host.runtime().readiness().ready()).as("repaired").isTrue();
        host.engine.script(A + " 1.0.0").onRegister(ctx -> {
            throw new IllegalStateException("boom");
        });
        assertThat(refusedBoot()).extracting(Problem::code).containsExactly(ProblemCode.REQUIRED_NOT_ACTIVE);
        production("^1", "whatever");
        host.engine.rewrite(A + " 1.0.0");
        host.restart();
        assertThat(assertion().outcome()).isEqualTo("done");
    }

    @Test
    @DisplayName("LIFE-140: a pin that is no range is refused where it is written")
    void malformed() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> dev.berth.host.HostRuntime.builder().required(A, "latest"));
    }

    @Test
    @DisplayName(
            "LIFE-20: what is required starts locked in production, also as one of several and for one organisation")
    void lockedHoweverItComes() {
        next = builder -> builder.multiTenant(true)
                .mode(RuntimeMode.PRODUCTION)
                .required(RequiredExtensions.NONE.with(
                        ID, VersionRange.dependency("^0.1.0").orElseThrow(), "guardedOptional"));
        host.restart();
        Command.Source source = host.source(a("0.1.0"), new GrantChoice.All());
        host.run(new Command.InstallAll(List.of(source), List.of(), Scope.PLATFORM));
        host.run(new Command.Install(source, Scope.of(Optional.of("acme"))));
        assertThat(host.view(A).scopes()).hasSize(2).allSatisfy(row -> {
            assertThat(row.status()).isEqualTo("locked");
            assertThat(row.required()).isTrue();
        });
    }
}
