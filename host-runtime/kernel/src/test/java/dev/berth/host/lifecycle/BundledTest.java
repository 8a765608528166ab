/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.ExtensionDetail.RevisionView;
import dev.berth.host.HostStatus.Phase;
import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.Manifests;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.RuntimePort.RuntimeMode;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LIFE-65: what comes with the host, and what an operator made of it. */
class BundledTest {
    private static final String A = "@acme/a-connector";
    private static final String B = "@acme/b-connector";
    private static final ExtensionId ID = ExtensionId.of(A);

    @TempDir
    Path folder;

    private Optional<Path> bundled = Optional.empty();
    private boolean required;
    private RuntimeMode mode = RuntimeMode.DEVELOPMENT;
    private final FakeHost host = new FakeHost(builder -> {
        bundled.ifPresent(builder::bundled);
        return required ? builder.mode(mode).required(A, "*") : builder.mode(mode);
    });

    @AfterEach
    void close() {
        host.close();
    }

    private static Manifests a(String version) {
        return Manifests.of(A, version).ports(PortName.MCP);
    }

    private void boot(Manifests... packages) {
        bundled = Optional.of(folder);
        for (int i = 0; i < packages.length; i++) {
            host.verifier.file(folder, i + ".jar", packages[i].make());
        }
        host.restart();
    }

    private List<Problem> problems() {
        return host.runtime().status().boot().stream()
                .filter(phase -> phase.name().equals("bundled-seed"))
                .map(Phase::problems)
                .findFirst()
                .orElseThrow();
    }

    private RevisionView revision() {
        return host.runtime().extension(ID).revisions().get(0);
    }

    @Test
    @DisplayName("LIFE-65, LIFE-S15: on a fresh store the row is live, with its grants; the next boot writes nothing")
    void fresh() {
        boot(a("1.0.0"));
        assertThat(host.state(A)).isEqualTo("ACTIVE");
        assertThat(host.view(A).status()).isEqualTo("active");
        assertThat(host.view(A).grantedPorts()).containsExactly("mcp");
        assertThat(revision().origin()).isEqualTo("bundled 0.jar 1.0.0");
        assertThat(revision().installedAt()).isEqualTo(host.clock.instant());
        assertThat(host.contents.isIntact(revision().packageDigest())).isTrue();
        assertThat(host.store.auditLines()).contains("ExtensionInstalled " + A + " by system:config");
        List<String> audit = host.store.auditLines();
        String before = host.store.snapshot();
        boot(a("1.1.0"));
        assertThat(host.store.snapshot()).as("a live row is not written").isEqualTo(before);
        assertThat(host.store.auditLines()).isEqualTo(audit);
        assertThat(host.store.journal().open()).isEmpty();
    }

    @Test
    @DisplayName(
            "LIFE-S15, LIFE-113: uninstalled it is archived, and no boot brings it back; again uninstalled: no write")
    void uninstalled() {
        boot(a("1.0.0"));
        assertThat(host.run(new Command.Uninstall(ID)).summary()).contains("archived instead of deleted");
        assertThat(host.view(A).status()).isEqualTo("archived");
        boot(a("1.0.0"));
        assertThat(host.view(A).status()).isEqualTo("archived");
        assertThat(host.engine.loaded()).isEmpty();
        String before = host.store.snapshot();
        assertThat(host.run(new Command.Uninstall(ID)).changed()).isFalse();
        assertThat(host.store.snapshot()).isEqualTo(before);
    }

    @Test
    @DisplayName(
            "LIFE-S15, LIFE-115: force-deleted it is gone, live or archived, and the next boot seeds it live again")
    void forceDeleted() {
        boot(a("1.0.0"));
        for (boolean archived : new boolean[] {false, true}) {
            if (archived) {
                host.run(new Command.Uninstall(ID));
            }
            host.run(new Command.ForceDelete(
                    ID, new Command.Confirmation(Optional.of("cleanup"), Optional.of("1.0.0"), true)));
            assertThat(host.runtime().extensions()).isEmpty();
            assertThat(host.contents.digests()).isEmpty();
            boot(a("1.0.0"));
            assertThat(host.view(A).status()).isEqualTo("active");
            assertThat(host.state(A)).isEqualTo("ACTIVE");
            assertThat(host.view(A).grantedPorts()).containsExactly("mcp");
        }
    }

    @Test
    @DisplayName("LIFE-65: an operator's update of what is bundled stays; uninstalled then, it is archived as well")
    void updated() {
        boot(a("1.0.0"));
        host.run(host.update(a("1.2.0")));
        boot(a("1.0.0"));
        assertThat(host.view(A).version()).isEqualTo("1.2.0");
        host.run(new Command.Uninstall(ID));
        assertThat(host.view(A).status()).isEqualTo("archived");
    }

    @Test
    @DisplayName(
            "LIFE-65, LIFE-113: however often it is updated, also one that was adopted, it came with the host and is archived")
    void updatedOften() {
        host.run(host.install(a("0.9.0")));
        boot(a("1.0.0"), Manifests.of(B, "1.0.0"));
        for (String version : List.of("1.2.0", "1.3.0", "1.4.0")) {
            host.run(host.update(a(version)));
            host.run(host.update(Manifests.of(B, version)));
        }
        for (String id : List.of(A, B)) {
            assertThat(host.runtime().extension(ExtensionId.of(id)).revisions())
                    .as("of the revisions that are kept none came with the host")
                    .noneMatch(revision -> revision.origin().startsWith("bundled "));
            host.run(new Command.Uninstall(ExtensionId.of(id)));
        }
        boot(a("1.0.0"), Manifests.of(B, "1.0.0"));
        assertThat(host.view(A).status()).isEqualTo("archived");
        assertThat(host.view(B).status()).isEqualTo("archived");
        assertThat(host.view(A).version()).isEqualTo("1.4.0");
    }

    @Test
    @DisplayName("LIFE-65, LIFE-13: an ordinary row is adopted with its status, unless it is newer")
    void adopted() {
        host.run(host.install(a("1.0.0")));
        host.run(new Command.Archive(ID));
        boot(a("1.1.0"));
        assertThat(host.view(A).status()).isEqualTo("archived");
        assertThat(host.view(A).version()).isEqualTo("1.1.0");
        assertThat(revision().origin()).startsWith("bundled ");
        assertThat(host.view(A).grantedPorts()).containsExactly("mcp");
        host.run(new Command.Restore(ID));
        assertThat(host.state(A)).isEqualTo("ACTIVE");
    }

    @Test
    @DisplayName("LIFE-65: an ordinary row of a newer version is left as it is")
    void newer() {
        host.run(host.install(a("2.0.0")));
        boot(a("1.1.0"));
        assertThat(host.view(A).version()).isEqualTo("2.0.0");
        assertThat(revision().origin()).startsWith("file ");
        host.run(new Command.Uninstall(ID));
        assertThat(host.runtime().extensions()).isEmpty();
        boot(a("1.1.0"));
        assertThat(host.view(A).status()).as("a deleted row is seeded again").isEqualTo("active");
    }

    @Test
    @DisplayName("LIFE-41, LIFE-S11: two packages with one id: neither is seeded, each is told; the other one runs")
    void duplicates() {
        boot(a("1.0.0"), a("1.1.0"), Manifests.of(B, "1.0.0"));
        assertThat(problems()).hasSize(2).extracting(Problem::code).containsOnly(ProblemCode.DUPLICATE_EXTENSION);
        assertThat(problems().get(0).summary()).contains("0.jar (sha256:").contains("1.jar (sha256:");
        assertThat(host.runtime().extensions()).hasSize(1);
        assertThat(host.state(B)).isEqualTo("ACTIVE");
    }

    @Test
    @DisplayName("LIFE-55: what is no package, and a folder that is not there, are told; the host starts")
    void unreadable() throws IOException {
        Files.writeString(folder.resolve("x.tgz"), "no package");
        Files.writeString(folder.resolve("notes.txt"), "no package either");
        boot(a("1.0.0"));
        assertThat(problems()).extracting(Problem::code).containsExactly(ProblemCode.ARCHIVE_UNREADABLE);
        assertThat(host.state(A)).isEqualTo("ACTIVE");
        bundled = Optional.of(folder.resolve("nowhere"));
        host.restart();
        assertThat(problems()).extracting(Problem::code).containsExactly(ProblemCode.FILE_NOT_FOUND);
        assertThat(host.state(A)).isEqualTo("ACTIVE");
    }

    @Test
    @DisplayName("LIFE-65, LIFE-23: those that need each other come in one set, in the order they need")
    void together() {
        boot(a("1.0.0").needs(B, "^1"), Manifests.of(B, "1.0.0"));
        assertThat(problems()).isEmpty();
        assertThat(host.state(A)).isEqualTo("ACTIVE");
        assertThat(host.state(B)).isEqualTo("ACTIVE");
    }

    @Test
    @DisplayName("LIFE-20: a bundled extension that is required starts locked in production")
    void locked() {
        required = true;
        mode = RuntimeMode.PRODUCTION;
        boot(a("1.0.0"));
        assertThat(host.view(A).status()).isEqualTo("locked");
        assertThat(host.state(A)).isEqualTo("ACTIVE");
    }

    @Test
    @DisplayName("LIFE-42, LIFE-65: one whose row cannot be read may be archived, so no boot seeds it over")
    void unreadableRow() {
        boot(a("1.0.0"));
        host.run(new Command.Uninstall(ID));
        host.store.unreadable(ID);
        String before = host.store.snapshot();
        boot(a("1.0.0"));
        assertThat(host.store.snapshot()).isEqualTo(before);
        assertThat(host.engine.loaded()).isEmpty();
    }
}
