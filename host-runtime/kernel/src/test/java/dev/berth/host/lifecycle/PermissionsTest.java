/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.Manifests;
import dev.berth.host.lifecycle.Command.GrantChoice;
import dev.berth.host.lifecycle.Command.Source;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
}
