/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.Manifests;
import dev.berth.host.lifecycle.Command;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults of the host itself, which no contract foresees. */
class HostFaultsTest {
    private static final String A = "@acme/a-connector";
    private static final String B = "@acme/b-connector";

    private final FakeHost host = new FakeHost();

    /** What throws something that nobody expects, until it is mended. */
    @SuppressWarnings("ImmutableEnumChecker") // a fault is a function
    enum Fault {
        ENGINE((host, thrown) -> host.engine.fail(thrown)),
        VERIFIER((host, thrown) -> host.verifier.fail(thrown)),
        COMMIT((host, thrown) -> host.engine.rewrite(A + " 1.0.0").onRegister(ctx -> {
            ctx.settings().set("written", 1);
            thrown.ifPresent(fault -> host.store.failCommit(0, fault));
        }));

        private final BiConsumer<FakeHost, Optional<RuntimeException>> cause;

        Fault(BiConsumer<FakeHost, Optional<RuntimeException>> cause) {
            this.cause = cause;
        }
    }

    @AfterEach
    void close() {
        host.close();
    }

    private void explained(String id) {
        assertThat(host.state(id)).isEqualTo("FAILED");
        assertThat(host.view(id).problems()).extracting(Problem::code).containsExactly(ProblemCode.INTERNAL_ERROR);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LIFE-21, I1: a fault of the host is an outcome with a reason; the install stays, and is tried again")
    void install(Fault fault) {
        fault.cause.accept(host, Optional.of(new IllegalStateException("boom")));
        host.run(host.install(Manifests.of(A, "1.0.0").ports(PortName.SETTINGS)));
        explained(A);
        assertThat(host.engine.loaded()).isEmpty();
        fault.cause.accept(host, Optional.empty());
        host.run(new Command.Activate(ExtensionId.of(A)));
        assertThat(host.state(A)).isEqualTo("ACTIVE");
    }

    @Test
    @DisplayName("LIFE-21, LIFE-56, LIFE-67: a boot whose engine fails ends, and says of each why it is not active")
    void boot() {
        host.run(host.install(Manifests.of(A, "1.0.0")));
        host.run(host.install(Manifests.of(B, "1.0.0")));
        host.engine.fail(Optional.of(new IllegalStateException("boom")));
        host.restart();
        explained(A);
        explained(B);
        assertThat(host.runtime().readiness().ready()).isTrue();
        host.engine.fail(Optional.empty());
        host.run(new Command.Activate(ExtensionId.of(B)));
        assertThat(host.state(B)).isEqualTo("ACTIVE");
    }

    @Test
    @DisplayName("LIFE-21, LIFE-103, MAN-58: one that had to stop first, and cannot be started again, says why")
    void exclusive() {
        host.engine.script(A + " 1.0.0").onBootstrap(ctx -> ctx.settings().set("written", 1));
        host.run(host.install(Manifests.of(A, "1.0.0").exclusive().ports(PortName.SETTINGS)));
        host.engine.script(A + " 1.1.0").onRegister(ctx -> host.store.refuse(true));
        assertThat(catchThrowable(
                        () -> host.run(host.update(Manifests.of(A, "1.1.0").ports(PortName.SETTINGS)))))
                .isInstanceOf(ProblemException.class);
        host.store.refuse(false);
        assertThat(host.state(A)).isEqualTo("FAILED");
        assertThat(host.view(A).problems()).isNotEmpty();
        assertThat(host.engine.loaded()).isEmpty();
        host.run(new Command.Activate(ExtensionId.of(A)));
        assertThat(host.state(A)).isEqualTo("ACTIVE");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "COMMIT")
    @DisplayName("LIFE-21, LIFE-100: in an update the old revision was never stopped, and its row says nothing else")
    void update(Fault fault) {
        host.run(host.install(Manifests.of(A, "1.0.0")));
        fault.cause.accept(host, Optional.of(new IllegalStateException("boom")));
        assertThat(host.refused(host.update(Manifests.of(A, "1.1.0")))).isEqualTo(ProblemCode.UPDATE_ROLLED_BACK);
        assertThat(host.state(A)).isEqualTo("ACTIVE");
        assertThat(host.engine.loaded()).containsExactly(A + " 1.0.0");
    }
}
