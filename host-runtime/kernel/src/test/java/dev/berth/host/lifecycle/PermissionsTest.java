/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.Manifests;
import dev.berth.host.lifecycle.Command.GrantChoice;
import dev.berth.host.lifecycle.Command.Source;
import dev.berth.host.permission.Authority;
import dev.berth.host.permission.Demand;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Consent to ambient authority (MAN-104, LIFE-102). */
class PermissionsTest {
    private static final String A = "@acme/a-connector";

    private final FakeHost host = new FakeHost();

    @AfterEach
    void close() {
        host.close();
    }

    private static Manifests a(String version, String... permissions) {
        return Manifests.of(A, version).permissions(permissions);
    }

    private Source agreed(Manifests manifest, String... permissions) {
        Source source = host.source(manifest, new GrantChoice.All());
        return new Source(
                source.file(),
                source.origin(),
                source.name(),
                source.grant(),
                source.consents(),
                Optional.of(Set.of(permissions)));
    }

    private List<String> audited() {
        return host.runtime().audit(0, 100).stream()
                .filter(entry -> entry.event().equals("PermissionsAccepted"))
                .map(entry -> entry.revision() + ": " + entry.before() + " -> " + entry.after())
                .toList();
    }

    @Test
    @DisplayName("MAN-104: the plan of an install shows them, and carrying it out is the consent, which is audited")
    void install() {
        Command install = host.install(a("1.0.0", "net:connect:a.example:443", "fs:tmp"));
        assertThat(host.runtime().plan(install).effects())
                .anyMatch(
                        effect -> effect.startsWith("It asks for the permissions: fs:tmp, net:connect:a.example:443."));
        assertThat(host.refused(new Command.Install(agreed(a("0.9.0", "fs:tmp", "env:read:HOME"), "fs:tmp"))))
                .isEqualTo(ProblemCode.PERMISSIONS_CHANGED);
        host.run(install);
        assertThat(audited())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith(
                                "1.0.0:  -> {\"permissions\":[\"fs:tmp\",\"net:connect:a.example:443\"],\"digest\":"));
    }

    @Test
    @DisplayName(
            "MAN-104, LIFE-102: an update that asks for more needs consent to exactly the new set, and says the difference")
    void wider() {
        host.run(host.install(a("1.0.0", "fs:tmp", "env:read:HOME")));
        Manifests next = a("1.1.0", "fs:tmp", "env:read:USER");
        Problem refusal = catchThrowableOfType(ProblemException.class, () -> host.run(host.update(next)))
                .problem();
        assertThat(refusal.code()).isEqualTo(ProblemCode.PERMISSIONS_CHANGED);
        assertThat(refusal.summary())
                .contains("env:read:USER, fs:tmp (new: env:read:USER; no longer: env:read:HOME); found none");
        assertThat(refusal.text()).contains("--accept-permissions env:read:USER,fs:tmp");
        for (String[] wrong : new String[][] {{}, {"env:read:USER"}, {"env:read:USER", "fs:tmp", "env:read:HOME"}}) {
            assertThat(host.refused(new Command.Update(agreed(next, wrong))))
                    .isEqualTo(ProblemCode.PERMISSIONS_CHANGED);
        }
        assertThat(host.view(A).version()).isEqualTo("1.0.0");
        assertThat(host.state(A)).isEqualTo("ACTIVE");
        host.run(new Command.Update(agreed(next, "env:read:USER", "fs:tmp")));
        assertThat(host.view(A).version()).isEqualTo("1.1.0");
        assertThat(audited())
                .last()
                .asString()
                .startsWith("1.1.0: env:read:HOME, fs:tmp -> {\"permissions\":[\"env:read:USER\"");
    }

    @Test
    @DisplayName("MAN-104: an update that asks for the same or for less needs no more than its plan; less is audited")
    void notWider() {
        host.run(host.install(a("1.0.0", "fs:tmp", "env:read:HOME")));
        host.run(host.update(a("1.1.0", "env:read:HOME", "fs:tmp")));
        assertThat(audited()).hasSize(1);
        host.run(host.update(a("1.2.0", "fs:tmp")));
        assertThat(audited()).hasSize(2);
        assertThat(host.run(new Command.Rollback(ExtensionId.of(A))).changed())
                .as("what was agreed to before needs no new consent")
                .isTrue();
    }

    private boolean reads(String version, String variable) {
        return host.engine.authority(A + " " + version).allows(new Demand.ReadVariable(variable));
    }

    private static Command revoke(String... permissions) {
        return new Command.Forbid(ExtensionId.of(A), Set.of(permissions));
    }

    private static Command grant(String... permissions) {
        return new Command.Permit(ExtensionId.of(A), Set.of(permissions));
    }

    private List<String> states() {
        return host.runtime().extension(ExtensionId.of(A)).permissions().stream()
                .map(view -> view.permission() + " " + view.state() + " " + view.decidedBy())
                .toList();
    }

    @Test
    @DisplayName(
            "ENG-20, I6: what was agreed to holds until it is revoked, and again when it is granted, in code that runs")
    void decisions() {
        host.run(host.install(a("1.0.0", "env:read:HOME", "env:read:USER")));
        assertThat(reads("1.0.0", "HOME")).isTrue();
        assertThat(reads("1.0.0", "PATH")).isFalse();

        assertThat(host.runtime().plan(revoke("env:read:HOME")).effects())
                .anyMatch(effect -> effect.contains("env:read:HOME"));
        assertThat(reads("1.0.0", "HOME")).as("a plan changes nothing").isTrue();
        host.run(revoke("env:read:HOME"));

        assertThat(reads("1.0.0", "HOME")).isFalse();
        assertThat(reads("1.0.0", "USER")).isTrue();
        assertThat(host.state(A)).isEqualTo("ACTIVE");
        assertThat(states()).containsExactly("env:read:HOME revoked ada", "env:read:USER granted ada");
        assertThat(host.run(revoke("env:read:HOME")).changed()).isFalse();
        host.restart();
        assertThat(reads("1.0.0", "HOME")).as("a revocation outlives a restart").isFalse();
        host.run(grant("env:read:HOME"));
        assertThat(reads("1.0.0", "HOME")).isTrue();
        assertThat(host.runtime().audit(0, 100))
                .filteredOn(entry -> entry.event().startsWith("PermissionGranted")
                        || entry.event().startsWith("PermissionRevoked"))
                .extracting(entry -> entry.event() + " by " + entry.actor())
                .containsExactly("PermissionRevoked by ada", "PermissionGranted by ada");
    }

    @Test
    @DisplayName("I6: nobody can decide about what the installed version does not ask for")
    void notRequested() {
        host.run(host.install(a("1.0.0", "env:read:HOME")));
        for (Command command :
                List.of(grant("env:read:PATH"), revoke("env:read:HOME", "process:exec"), grant(), revoke("\ud800"))) {
            assertThat(host.refused(command)).isEqualTo(ProblemCode.GRANT_NOT_REQUESTED);
        }
        assertThat(host.refused(new Command.Permit(ExtensionId.of("@acme/none-connector"), Set.of("fs:tmp"))))
                .isEqualTo(ProblemCode.EXTENSION_NOT_FOUND);
        assertThat(reads("1.0.0", "HOME")).isTrue();
    }

    @Test
    @DisplayName(
            "LIFE-102, ENG-20: each revision has its own authority, the old one's ends with it, and a revocation outlives updates")
    void revisions() {
        host.run(host.install(a("1.0.0", "env:read:HOME", "env:read:USER")));
        host.run(revoke("env:read:USER"));
        Authority old = host.engine.authority(A + " 1.0.0");
        AtomicBoolean whileBootstrapping = new AtomicBoolean();
        host.engine.script(A + " 1.1.0").onBootstrap(ctx -> whileBootstrapping.set(reads("1.1.0", "PATH")));

        host.run(new Command.Update(
                agreed(a("1.1.0", "env:read:USER", "env:read:PATH"), "env:read:USER", "env:read:PATH")));

        assertThat(whileBootstrapping)
                .as("its hooks may use what was agreed to")
                .isTrue();
        assertThat(reads("1.1.0", "HOME")).as("no longer asked for").isFalse();
        assertThat(reads("1.1.0", "USER")).as("revoked before").isFalse();
        assertThat(old.allows(new Demand.ReadVariable("HOME"))).as("has left").isFalse();

        host.run(new Command.Rollback(ExtensionId.of(A)));
        assertThat(reads("1.0.0", "HOME")).isTrue();
        assertThat(reads("1.0.0", "PATH")).isFalse();

        Authority last = host.engine.authority(A + " 1.0.0");
        host.run(new Command.Archive(ExtensionId.of(A)));
        assertThat(last.allows(new Demand.ReadVariable("HOME"))).isFalse();
        host.run(new Command.Restore(ExtensionId.of(A)));
        assertThat(reads("1.0.0", "HOME")).isTrue();
        host.run(new Command.Uninstall(ExtensionId.of(A)));
        assertThat(reads("1.0.0", "HOME")).isFalse();
        assertThat(host.store.permissions().load().rows()).isEmpty();
    }

    @Test
    @DisplayName("LIFE-106: destroy of what is removed may do what it could, and nothing afterwards")
    void removed() {
        List<Boolean> read = new ArrayList<>();
        host.run(host.install(a("1.0.0", "env:read:HOME")));
        host.engine.script(A + " 1.0.0").onDestroy(ctx -> read.add(reads("1.0.0", "HOME")));
        host.run(new Command.Uninstall(ExtensionId.of(A)));

        assertThat(read).containsExactly(true);
        assertThat(reads("1.0.0", "HOME")).isFalse();
    }

    @Test
    @DisplayName("I6: a candidate that is rolled back leaves the old revision what it had, and itself nothing")
    void rolledBack() {
        host.run(host.install(a("1.0.0", "env:read:HOME")));
        host.engine.script(A + " 1.1.0").onBootstrap(ctx -> {
            throw new IllegalStateException("no");
        });
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> host.run(new Command.Update(agreed(a("1.1.0", "env:read:PATH"), "env:read:PATH"))));

        assertThat(reads("1.0.0", "HOME")).isTrue();
        assertThat(reads("1.0.0", "PATH")).isFalse();
        assertThat(reads("1.1.0", "PATH")).isFalse();
        assertThat(host.refused(host.update(a("1.2.0", "env:read:HOME", "env:read:PATH"))))
                .as("what was agreed to for a version that never ran is no consent to another")
                .isEqualTo(ProblemCode.PERMISSIONS_CHANGED);
    }

    @Test
    @DisplayName("MAN-104: what was installed before decisions were kept keeps what was agreed to")
    void adopted() {
        host.run(host.install(a("1.0.0", "env:read:HOME")));
        host.store.permissions().delete(ExtensionId.of(A));

        host.restart();

        assertThat(reads("1.0.0", "HOME")).isTrue();
        assertThat(states()).containsExactly("env:read:HOME granted system:config");
    }

    @Test
    @DisplayName(
            "MAN-105: of an engine whose code asks nobody the host claims no more than the scan, and of an unbound mount that it waits")
    void honest() {
        host.run(host.install(a("1.0.0", "env:read:HOME", "fs:read:reports", "native:load")));
        assertThat(host.runtime().extension(ExtensionId.of(A)).permissions())
                .extracting(view -> view.state() + ": " + view.enforcedBy())
                .containsExactly(
                        "granted: L1: code that uses it without asking is refused at install; nothing refuses it while code runs",
                        "unbound: L1: code that uses it without asking is refused at install; nothing refuses it while code runs",
                        "granted: L1, L4 and the flags of the JVM (L5): never given to code in the host's process");
    }

    @Test
    @DisplayName("MAN-106: ports and permissions of one extension are decided about apart, and neither gives the other")
    void portsAndPermissions() {
        host.run(host.install(
                Manifests.of(A, "1.0.0").permissions("env:read:HOME").ports(PortName.SETTINGS)));
        host.run(new Command.Revoke(ExtensionId.of(A), FakeHost.ports()));
        assertThat(reads("1.0.0", "HOME")).isTrue();
        host.run(revoke("env:read:HOME"));
        host.run(new Command.Grant(ExtensionId.of(A), FakeHost.ports(PortName.SETTINGS), Optional.empty()));
        assertThat(reads("1.0.0", "HOME")).isFalse();
        assertThat(host.view(A).grantedPorts()).containsExactly("settings");
        host.run(new Command.Revoke(ExtensionId.of(A), FakeHost.ports()));
        host.run(grant("env:read:HOME"));
        assertThat(host.view(A).grantedPorts()).isEmpty();
    }
}
