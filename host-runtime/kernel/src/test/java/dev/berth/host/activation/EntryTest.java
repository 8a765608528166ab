/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.host.activation.Entry.Hook;
import dev.berth.sdk.ConfigGate;
import dev.berth.sdk.Extension;
import dev.berth.sdk.ExtensionContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which hooks an entry class has of its own (LIFE-36 to LIFE-40). */
class EntryTest {
    /** Has what it must have. */
    public static class Plain implements Extension {
        @Override
        public void register(ExtensionContext ctx) {}
    }

    /** Has all. */
    public static final class Whole extends Plain {
        @Override
        public ConfigGate config() {
            return ConfigGate.ALWAYS;
        }

        @Override
        public void bootstrap(ExtensionContext ctx) {}

        @Override
        public void destroy(ExtensionContext ctx) {}
    }

    /** Gives a hook to who implements it. */
    public interface Booting extends Extension {
        @Override
        default void bootstrap(ExtensionContext ctx) {}
    }

    /** Has a hook from an interface of its own. */
    public static final class Booted extends Plain implements Booting {}

    /** Has a hook from a class above it. */
    public static final class Below extends Base {}

    /** Has a hook. */
    public abstract static class Base extends Plain {
        @Override
        public void destroy(ExtensionContext ctx) {}
    }

    /** Names a class that is not there. */
    public static final class Naming extends Plain {
        public Missing missing() {
            return new Missing();
        }
    }

    /** Is not there for {@link Naming}. */
    public static final class Missing {}

    @Test
    @DisplayName("What a class inherits from the SDK is no hook of its own")
    void plain() throws Exception {
        assertThat(Entry.construct(Plain.class).hooks()).isEmpty();
    }

    @Test
    @DisplayName(
            "LIFE-36, LIFE-37, LIFE-32: hooks of the class, of a class above it and of an interface of its own are its own")
    void own() throws Exception {
        assertThat(Entry.construct(Whole.class).hooks()).containsExactlyInAnyOrder(Hook.values());
        assertThat(Entry.construct(Booted.class).hooks()).containsExactly(Hook.BOOTSTRAP);
        assertThat(Entry.construct(Below.class).hooks()).containsExactly(Hook.DESTROY);
    }

    @Test
    @DisplayName(
            "Of a class that names another which is not there, nobody can tell; so all hooks run, and it runs as before")
    void unknown() throws Exception {
        Class<?> naming = new Without(Missing.class.getName()).loadClass(Naming.class.getName());
        assertThatThrownBy(naming::getMethods).isInstanceOf(NoClassDefFoundError.class);
        assertThat(Entry.construct(naming).hooks()).containsExactlyInAnyOrder(Hook.values());
    }

    /** Loads the classes of this test once more, but one. */
    private static final class Without extends ClassLoader {
        private final String missing;

        Without(String missing) {
            super(Extension.class.getClassLoader());
            this.missing = missing;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.equals(missing)) {
                throw new ClassNotFoundException(name);
            }
            return name.startsWith(EntryTest.class.getName()) ? define(name) : super.loadClass(name, resolve);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            try (InputStream in = Objects.requireNonNull(
                    EntryTest.class.getClassLoader().getResourceAsStream(name.replace('.', '/') + ".class"))) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
