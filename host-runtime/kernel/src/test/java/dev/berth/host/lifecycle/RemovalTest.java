/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.Report;
import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.FakeVerifier;
import dev.berth.host.fake.Manifests;
import dev.berth.host.fake.MemoryStore;
import dev.berth.sdk.port.ObjectType;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RemovalTest {
    private static final String A = "@acme/a-connector";
    private static final String B = "@acme/b-connector";
    private static final ExtensionId ID = ExtensionId.of(A);

    private final FakeHost host = new FakeHost();

    @AfterEach
    void close() {
        host.close();
    }

    private static Manifests a() {
        return Manifests.of(A, "1.0.0").ports(PortName.SETTINGS, PortName.MCP);
    }

    private void installBoth() {
        host.engine.script(A + " 1.0.0").onRegister(ctx -> {
            ctx.settings().set("a", 1);
            FakeHost.tool(ctx, "t", "a");
        });
        host.run(host.install(a()));
        host.run(host.install(Manifests.of(B, "1.0.0").needs(A, "^1")));
    }

    @Test
    @DisplayName(
            "LIFE-S31, MAN-145: with a live dependent archive and uninstall are refused; with an archived one archive is not")
    void dependents() {
        installBoth();
        assertThat(host.refused(new Command.Archive(ID))).isEqualTo(ProblemCode.ARCHIVE_BREAKS_DEPENDENTS);
        assertThat(host.refused(new Command.Uninstall(ID))).isEqualTo(ProblemCode.ARCHIVE_BREAKS_DEPENDENTS);
        host.run(new Command.Archive(ExtensionId.of(B)));
        host.run(new Command.Archive(ID));
        assertThat(host.view(A).status()).isEqualTo("archived");
    }

    @Test
    @DisplayName(
            "LIFE-S32, LIFE-124: uninstalled means row, grants, settings and bytes are gone, and a new install starts anew")
    void uninstall() {
        installBoth();
        host.run(new Command.Uninstall(ExtensionId.of(B)));
        host.run(new Command.Uninstall(ID));
        assertThat(host.store.snapshot()).as("all that is stored").matches("(\\{}\\n)*\\{}");
        assertThat(host.contents.digests()).isEmpty();
        assertThat(host.tools()).isEmpty();
        assertThat(host.store.auditLines()).endsWith("ExtensionUninstalled " + A + " by ada");
        host.run(host.install(a()));
        assertThat(host.view(A).revision()).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "LIFE-S32, LIFE-113: with archived dependents uninstall archives and keeps the data; again it does nothing")
    void softly() {
        installBoth();
        host.run(new Command.Archive(ExtensionId.of(B)));
        host.run(new Command.Uninstall(ID));
        assertThat(host.view(A).status()).isEqualTo("archived");
        assertThat(host.store.settingsRows()).hasSize(1);
        String before = host.store.snapshot();
        assertThat(host.run(new Command.Uninstall(ID)).changed()).isFalse();
        assertThat(host.store.snapshot()).isEqualTo(before);
    }

    @Test
    @DisplayName("LIFE-S32, LIFE-113, LIFE-123: what stored objects was used; uninstall archives it, and they stay")
    void used() {
        host.engine.script(A + " 1.0.0").onRegister(ctx -> {
            ctx.objects().registerType(new ObjectType(A + ":note", Optional.empty(), JsonObject.of()));
            ctx.objects().write(A + ":note", "text");
        });
        host.run(host.install(Manifests.of(A, "1.0.0").ports(PortName.OBJECTS)));
        Report report = host.run(new Command.Uninstall(ID));
        assertThat(report.summary())
                .isEqualTo(A + " 1.0.0 is archived instead of deleted,"
                        + " because it would leave behind 1 object of its types.");
        assertThat(host.view(A).status()).isEqualTo("archived");
        assertThat(host.store.objectRows()).hasSize(1);
        assertThat(host.run(new Command.Uninstall(ID)).changed()).isFalse();
    }

    @Test
    @DisplayName("LIFE-123: archive keeps settings and grants; restore brings back what was there")
    void archiveAndRestore() {
        installBoth();
        host.run(new Command.Archive(ExtensionId.of(B)));
        host.run(new Command.Archive(ID));
        assertThat(host.store.settingsRows()).hasSize(1);
        assertThat(host.refused(new Command.Restore(ExtensionId.of(B)))).isEqualTo(ProblemCode.REQUIREMENT_UNMET);
        host.run(new Command.Restore(ID));
        assertThat(host.call("t")).hasToString("{\"result\":\"a\"}");
        assertThat(host.view(A).grantedPorts()).containsExactly("mcp", "settings");
        host.run(new Command.Restore(ExtensionId.of(B)));
        assertThat(host.state(B)).isEqualTo("ACTIVE");
    }

    @Test
    @DisplayName("LIFE-110, I5: an archive that cannot be kept stops nothing")
    void failingCommit() {
        installBoth();
        host.run(new Command.Archive(ExtensionId.of(B)));
        String before = host.store.snapshot();
        host.store.failCommit(0, MemoryStore.diskFull());
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> host.run(new Command.Archive(ID)));
        assertThat(host.store.snapshot()).isEqualTo(before);
        assertThat(host.call("t")).hasToString("{\"result\":\"a\"}");
        assertThat(host.state(A)).isEqualTo("ACTIVE");
    }

    @Test
    @DisplayName(
            "LIFE-S12, LIFE-11: damaged bytes are quarantined at boot and loaded by no command until a good package comes")
    void quarantine() {
        host.run(host.install(a()));
        String digest = FakeVerifier.digest(a().make());
        host.contents.damage(digest);
        host.restart();
        assertThat(host.state(A)).isEqualTo("QUARANTINED");
        assertThat(host.runtime().status().ready()).isFalse();
        assertThat(host.engine.loaded()).isEmpty();
        assertThat(host.refused(new Command.Activate(ID))).isEqualTo(ProblemCode.CONTENT_DIGEST_MISMATCH);
        host.run(host.update(a()));
        assertThat(host.contents.isIntact(digest)).isTrue();
        assertThat(host.state(A)).isEqualTo("ACTIVE");
        assertThat(host.restart().state(A)).isEqualTo("ACTIVE");
    }

    @Test
    @DisplayName("LIFE-111: damaged bytes of an archived extension are found at restore, and stay unloaded")
    void damagedWhileArchived() {
        host.run(host.install(a()));
        host.run(new Command.Archive(ID));
        host.contents.damage(FakeVerifier.digest(a().make()));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> host.run(new Command.Restore(ID)))
                .satisfies(
                        thrown -> assertThat(thrown.problem().code()).isEqualTo(ProblemCode.CONTENT_DIGEST_MISMATCH));
        assertThat(host.refused(new Command.Restore(ID))).isEqualTo(ProblemCode.CONTENT_DIGEST_MISMATCH);
        assertThat(host.engine.loaded()).isEmpty();
    }

    @Test
    @DisplayName("LIFE-42, LIFE-109: while a row is unreadable nothing is collected, so its bytes are not lost")
    void unreadableRow() {
        installBoth();
        host.store.unreadable(ExtensionId.of(B));
        host.restart();
        assertThat(host.state(A)).isEqualTo("ACTIVE");
        assertThat(host.contents.digests()).hasSize(2);
        host.run(host.update(Manifests.of(A, "1.1.0")));
        assertThat(host.contents.digests()).hasSize(3);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> host.run(new Command.Uninstall(ExtensionId.of(B))))
                .satisfies(thrown -> {
                    assertThat(thrown.problem().code()).isEqualTo(ProblemCode.EXTENSION_NOT_FOUND);
                    assertThat(thrown.problem().causes())
                            .extracting(Problem::code)
                            .containsExactly(ProblemCode.STATUS_UNREADABLE);
                });
        host.run(host.install(Manifests.of(B, "1.0.0")));
        assertThat(host.state(B)).isEqualTo("ACTIVE");
    }
}
