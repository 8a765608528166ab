/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.ExtensionView;
import dev.berth.host.HostRuntime;
import dev.berth.host.audit.AuditEntry;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Origin;
import dev.berth.host.lifecycle.Command;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Samples come once, in an order that works, and never against what an operator did. Also: a host is embedded as anyone can. */
class SamplesTest {
    private static final String BASE = "@samples/base-skills";
    private static final String MORE = "@samples/more-skills";
    private static final By OPERATOR = new By("ada", "cli");

    @TempDir
    Path folder;

    private Path samples;
    private HostRuntime host;

    @BeforeEach
    void start() throws IOException {
        samples = Files.createDirectory(folder.resolve("samples"));
        // By name, the one that needs the other comes first.
        new SkillPackage(MORE, "1.0.0").needs(BASE).write(samples.resolve("a-more.jar"));
        new SkillPackage(BASE, "1.0.0").write(samples.resolve("b-base.jar"));
        host = HostRuntime.builder().home(home()).build().start();
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private Path home() {
        return folder.resolve("home");
    }

    private List<Problem> seed() {
        return new Samples(host, home()).install(samples);
    }

    private String state() {
        return String.join(
                " ", host.extensions().stream().map(SamplesTest::text).toList());
    }

    private static String text(ExtensionView extension) {
        return extension.id() + "@" + extension.version() + ":" + extension.status();
    }

    @Test
    void whoNeedsAnotherWaitsForIt() {
        assertThat(seed()).isEmpty();
        assertThat(state()).isEqualTo(BASE + "@1.0.0:active " + MORE + "@1.0.0:active");
        assertThat(host.audit(0, 100)).extracting(AuditEntry::actor).containsOnly("system:config");
    }

    @Test
    void aRestartChangesNothing() {
        seed();
        List<AuditEntry> before = host.audit(0, 100);
        host.close();
        host = HostRuntime.builder().home(home()).build().start();
        assertThat(seed()).isEmpty();
        assertThat(host.audit(0, 100)).isEqualTo(before);
    }

    @Test
    void whatWasUninstalledOrArchivedStaysSoEvenWhenBuiltAnew() throws IOException {
        seed();
        host.apply(new Command.Uninstall(ExtensionId.of(MORE)), Optional.empty(), OPERATOR);
        host.apply(new Command.Archive(ExtensionId.of(BASE)), Optional.empty(), OPERATOR);
        String left = state();
        assertThat(left).isEqualTo(BASE + "@1.0.0:archived");
        seed();
        assertThat(state()).isEqualTo(left);
        new SkillPackage(MORE, "1.1.0").write(samples.resolve("a-more.jar"));
        new SkillPackage(BASE, "1.1.0").write(samples.resolve("b-base.jar"));
        assertThat(seed()).isEmpty();
        assertThat(state()).isEqualTo(left);
    }

    @Test
    void aSampleThatWasBuiltAnewIsUpdated() throws IOException {
        seed();
        new SkillPackage(BASE, "1.1.0").write(samples.resolve("b-base.jar"));
        assertThat(seed()).isEmpty();
        assertThat(state()).contains(BASE + "@1.1.0:active");
    }

    @Test
    void anOperatorsOwnPackageIsNotTouched() throws IOException {
        seed();
        Path own = new SkillPackage(BASE, "1.5.0").write(folder.resolve("own.jar"));
        Command.Source source = new Command.Source(
                own,
                new Origin.File("own.jar"),
                "own.jar",
                new Command.GrantChoice.All(),
                Set.of(Command.Consent.UNSIGNED));
        host.apply(new Command.Update(source), Optional.empty(), OPERATOR);
        new SkillPackage(BASE, "1.1.0").write(samples.resolve("b-base.jar"));
        assertThat(seed()).isEmpty();
        assertThat(state()).contains(BASE + "@1.5.0:active");
    }

    @Test
    void whatCannotComeIsSaidAndTheOthersCome() throws IOException {
        new SkillPackage("@samples/lost-skills", "1.0.0")
                .needs("@samples/nowhere-skills")
                .write(samples.resolve("c-lost.jar"));
        Files.writeString(samples.resolve("d-broken.jar"), "no package");
        Files.writeString(samples.resolve("notes.txt"), "no package either");
        assertThat(seed())
                .extracting(Problem::code)
                .contains(ProblemCode.REQUIREMENT_UNMET)
                .hasSize(2);
        assertThat(state()).isEqualTo(BASE + "@1.0.0:active " + MORE + "@1.0.0:active");
    }
}
