/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.berth.sdk.port.RuntimePort;
import dev.berth.sdk.port.RuntimePort.RuntimeMode;
import dev.berth.sdk.problem.PortException;
import dev.berth.sdk.problem.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationHandler;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BoundaryTest {
    /** Of the host, as all that is here. */
    private static final class OwnException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OwnException(Throwable cause) {
            super("a table's name", cause);
        }
    }

    /** Answers, or throws what it was given. */
    private record Target(Optional<RuntimeException> failure) implements RuntimePort {
        @Override
        public RuntimeMode mode() {
            return RuntimeMode.PRODUCTION;
        }

        @Override
        public boolean flag(String name) {
            failure.ifPresent(thrown -> {
                throw thrown;
            });
            return name.equals("on");
        }

        @Override
        public Optional<URI> publicBaseUrl() {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return "RuntimePort[here]";
        }
    }

    private static RuntimePort handed(RuntimeException failure) {
        return Boundary.of(RuntimePort.class, new Target(Optional.of(failure)));
    }

    @Test
    @DisplayName("L3, PORT-14, PORT-15: calls, text and identity are those of the target")
    void forwards() {
        Target target = new Target(Optional.empty());
        RuntimePort handed = Boundary.of(RuntimePort.class, target);
        assertThat(handed.mode()).isEqualTo(RuntimeMode.PRODUCTION);
        assertThat(List.of(handed.flag("on"), handed.flag("off"))).containsExactly(true, false);
        assertThat(handed).hasToString("RuntimePort[here]").isNotEqualTo(target).isEqualTo(handed);
        assertThat(handed).isNotEqualTo(Boundary.of(RuntimePort.class, target));
        assertThat(Boundary.of(RuntimePort.class, handed)).isSameAs(handed);
    }

    @Test
    @DisplayName("L3: nobody opens a field of what is handed over, so that nobody comes to the target")
    void closed() {
        RuntimePort handed = Boundary.of(RuntimePort.class, new Target(Optional.empty()));
        Class<?> type = handed.getClass();
        assertThat(type.getDeclaredFields()).hasSize(3).allSatisfy(field -> {
            assertThatExceptionOfType(InaccessibleObjectException.class).isThrownBy(() -> field.setAccessible(true));
            assertThatExceptionOfType(IllegalAccessException.class).isThrownBy(() -> field.get(handed));
        });
        assertThatExceptionOfType(IllegalAccessException.class)
                .isThrownBy(() -> MethodHandles.privateLookupIn(type, MethodHandles.lookup()));
        assertThatExceptionOfType(IllegalCallerException.class)
                .isThrownBy(() -> type.getModule().addOpens(type.getPackageName(), BoundaryTest.class.getModule()));
    }

    @Test
    @DisplayName("L3: what is handed over is of one closed module, whichever package its interface is of")
    void module() {
        Module ofPort = Boundary.of(RuntimePort.class, new Target(Optional.empty()))
                .getClass()
                .getModule();
        Runnable ofJdk = () -> {};
        assertThat(Boundary.of(Runnable.class, ofJdk).getClass().getModule()).isEqualTo(ofPort);
        assertThat(ofPort.getDescriptor().opens()).isEmpty();
        assertThat(ofPort.getDescriptor().isOpen()).isFalse();
        assertThat(ofPort.isOpen("berth.boundary")).isFalse();
    }

    @Test
    @DisplayName(
            "L3, PORT-7: what the SDK and the JDK throw passes; what leads to the host's own classes is a problem without them")
    void thrown() {
        RuntimeException plain = new UncheckedIOException(new IOException("no disk"));
        assertThat(catchThrowable(() -> handed(plain).flag("a"))).isSameAs(plain);
        for (RuntimeException own :
                List.of(new OwnException(plain), new IllegalStateException(new OwnException(plain)), suppressing())) {
            assertThatExceptionOfType(PortException.class)
                    .isThrownBy(() -> handed(own).flag("a"))
                    .satisfies(problem -> {
                        assertThat(problem.problem().code()).isEqualTo(ProblemCode.INTERNAL_ERROR);
                        assertThat(problem).hasNoCause().hasNoSuppressedExceptions();
                        assertThat(problem.getMessage())
                                .contains("goes on running")
                                .doesNotContain("table");
                    });
        }
    }

    /** A circle of causes ends too. */
    private static RuntimeException suppressing() {
        IllegalStateException first = new IllegalStateException("first");
        IllegalStateException second = new IllegalStateException("second", first);
        first.initCause(second);
        first.addSuppressed(new OwnException(second));
        return second;
    }

    @Test
    @DisplayName("PORT-112: what was handed over counts as the host's")
    void hosts() {
        RuntimePort handed = Boundary.of(RuntimePort.class, new Target(Optional.empty()));
        assertThat(Boundary.isHosts(handed.getClass())).isTrue();
        assertThat(Boundary.isHosts(Target.class)).isTrue();
        assertThat(Boundary.isHosts(String.class)).isFalse();
    }

    @Test
    @DisplayName("L3: interfaces of the JDK are forwarded too, with what they throw")
    void handlers() throws Throwable {
        InvocationHandler handler = Boundary.of(InvocationHandler.class, (proxy, method, arguments) -> {
            throw new IOException(method.getName());
        });
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> handler.invoke(this, Object.class.getMethod("hashCode"), null))
                .withMessage("hashCode");
        assertThat(handler.getClass().getClassLoader())
                .isEqualTo(handed(new IllegalStateException()).getClass().getClassLoader());
    }

    @Test
    @DisplayName("L3: an interface that the loader does not see is refused")
    void foreign() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Boundary.of(Inner.class, () -> "x"))
                .withMessageContaining(Inner.class.getName());
    }

    /** Of the host. */
    interface Inner {
        String text();
    }
}
