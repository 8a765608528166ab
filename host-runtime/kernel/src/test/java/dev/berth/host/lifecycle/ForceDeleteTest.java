/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.host.Report;
import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.Manifests;
import dev.berth.host.fake.MemoryStore;
import dev.berth.manifest.Edge;
import dev.berth.sdk.port.ObjectType;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is deleted whatever needs it (LIFE-115, LIFE-147). */
class ForceDeleteTest {
    private static final String A = "@acme/a-connector";
    private static final String B = "@acme/b-connector";
    private static final String C = "@acme/c-connector";
    private static final ExtensionId ID = ExtensionId.of(A);

    private final FakeHost host = new FakeHost();

    @AfterEach
    void close() {
        host.close();
    }

    private static Command delete(String reason, String version, boolean confirmed) {
        return new Command.ForceDelete(
                ID, new Command.Confirmation(Optional.ofNullable(reason), Optional.ofNullable(version), confirmed));
    }

    /** A is used and needed by B, on which C is wired; A also has one archived dependent. */
    private void installAll() {
        host.engine.script(A + " 1.0.0").onRegister(ctx -> {
            ctx.objects().registerType(new ObjectType(A + ":note", Optional.empty(), JsonObject.of()));
            ctx.objects().write(A + ":note", "text");
            FakeHost.tool(ctx, "a", "a");
        });
        host.engine.script(B + " 1.0.0").onRegister(ctx -> FakeHost.tool(ctx, "b", "b"));
        host.engine.script(C + " 1.0.0").onRegister(ctx -> FakeHost.tool(ctx, "c", "c"));
        host.engine.wire(C, B);
        host.run(host.install(Manifests.of(A, "1.0.0").ports(PortName.OBJECTS, PortName.MCP)));
        host.run(host.install(Manifests.of(B, "1.0.0").ports(PortName.MCP).needs(A, "^1")));
        host.run(host.install(Manifests.of(C, "1.0.0").ports(PortName.MCP)));
        host.run(host.install(Manifests.of("@acme/old-connector", "1.0.0").needs(A, "^1")));
        host.run(new Command.Archive(ExtensionId.of("@acme/old-connector")));
    }

    @Test
    @DisplayName(
            "LIFE-S33, LIFE-115: without a reason, the version or the confirmation it is refused with all that lacks")
    void confirmation() {
        host.run(host.install(Manifests.of(A, "1.0.0")));
        for (Command command : new Command[] {
            delete(null, "1.0.0", true),
            delete(" ", "1.0.0", true),
            delete("a\nb", "1.0.0", true),
            delete("a\0b", "1.0.0", true),
            delete("\ud800", "1.0.0", true),
            delete("x".repeat(501), "1.0.0", true),
            delete("cleanup", null, true),
            delete("cleanup", "1.0.1", true),
            delete("cleanup", "\0", true),
            delete("cleanup", "1.0.0", false)
        }) {
            assertThat(host.refused(command)).as(command.toString()).isEqualTo(ProblemCode.CONFIRMATION_REQUIRED);
        }
        Problem all = catchThrowableOfType(ProblemException.class, () -> host.run(delete(null, null, false)))
                .problem();
        assertThat(all.text()).contains("a reason", "its version 1.0.0", "the confirmation");
        assertThat(host.state(A)).isEqualTo("ACTIVE");
    }

    @Test
    @DisplayName(
            "LIFE-115: it goes with its data, objects stay; who needs it stops with the reason, who can do without runs again")
    void deletes() {
        installAll();
        Report report = host.run(delete("cleanup", "1.0.0", true));
        assertThat(report.plan().effects())
                .contains(
                        "Leaves behind 1 live extension in need of it: " + B + " 1.0.0.",
                        "Leaves behind 1 archived extension in need of it: @acme/old-connector 1.0.0.",
                        "Leaves behind 1 object of its types.");
        assertThat(host.runtime().extensions()).noneMatch(view -> view.id().equals(A));
        assertThat(host.tools()).containsExactly("c");
        assertThat(host.view(B).problems()).extracting(Problem::code).containsExactly(ProblemCode.REQUIREMENT_UNMET);
        assertThat(host.state(C)).isEqualTo("ACTIVE");
        assertThat(host.store.objectRows()).as("LIFE-124: objects are kept").hasSize(1);
        assertThat(host.store.auditLines())
                .endsWith("ForceDeleteStarted " + A + " by ada", "ExtensionUninstalled " + A + " by ada");
        assertThat(host.runtime().audit(0, 100))
                .filteredOn(entry -> entry.event().equals("ForceDeleteStarted"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.reason()).isEqualTo("cleanup"));
        assertThat(host.store.journal().open()).isEmpty();
        host.restart();
        assertThat(host.tools()).containsExactly("c");
    }

    @Test
    @DisplayName(
            "LIFE-98, LIFE-106, LIFE-107: those that can do without come again beside their old copies: one generation, no gap")
    void oneGeneration() {
        installAll();
        host.engine.wire(C, A);
        host.restart();
        long before = host.runtime().status().generation();
        List<String> seen = new CopyOnWriteArrayList<>();
        host.runtime().onChange(generation -> seen.add(generation - before + " " + host.tools()));
        host.run(delete("cleanup", "1.0.0", true));
        assertThat(seen).containsExactly("1 [c]");
        assertThat(host.engine.script(C + " 1.0.0").trace())
                .endsWith("construct", "config", "register", "bootstrap", "destroy");
        assertThat(host.engine.loaded()).containsExactly(C + " 1.0.0");
    }

    @Test
    @DisplayName("LIFE-S33, LIFE-147: without the audit row nothing is deleted")
    void auditUnavailable() {
        installAll();
        host.store.failCommit(0, MemoryStore.diskFull());
        assertThat(host.refused(delete("cleanup", "1.0.0", true))).isEqualTo(ProblemCode.AUDIT_UNAVAILABLE);
        assertThat(host.tools()).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    @DisplayName("I5: a removal that cannot be kept stops nothing; the log says that it was begun")
    void failingCommit() {
        installAll();
        host.store.failCommit(1, MemoryStore.diskFull());
        assertThat(host.refused(delete("cleanup", "1.0.0", true))).isEqualTo(ProblemCode.DISK_FULL);
        assertThat(host.tools()).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(host.store.auditLines()).endsWith("ForceDeleteStarted " + A + " by ada");
    }

    @Test
    @DisplayName(
            "LIFE-115, MAN-146: who needs one in quarantine to be there, and not to run, runs on when its ground is deleted")
    void quarantined() {
        host.run(host.install(Manifests.of(A, "1.0.0")));
        host.run(host.install(Manifests.of(B, "1.0.0").needs(A, "*")));
        host.run(host.install(Manifests.of(C, "1.0.0").edge(B, "*", Edge.Type.INSTALL_TIME, true)));
        host.contents.damage(
                host.runtime().extension(ExtensionId.of(B)).revisions().get(0).packageDigest());
        host.restart().restart();
        assertThat(host.state(B)).isEqualTo("QUARANTINED");
        host.run(delete("cleanup", "1.0.0", true));
        assertThat(host.state(C)).isEqualTo("ACTIVE");
    }
}
