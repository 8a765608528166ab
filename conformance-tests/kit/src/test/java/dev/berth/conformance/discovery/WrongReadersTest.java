/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.Kind;
import dev.berth.manifest.discovery.KindReader;
import dev.berth.manifest.discovery.Viewer;
import dev.berth.sdk.value.ExtensionId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

final class WrongReadersTest {
    /** Joins what is live with what the store has. */
    private static final class UnionReader extends DiscoveryContractTest {
        @Override
        protected KindReader reader(List<NativeRow> rows) {
            return agents((live, viewer) -> {
                Set<ExtensionId> stored = new NativeStore(rows).visibleIn(viewer.scope());
                Set<ExtensionId> all = new HashSet<>(live);
                all.retainAll(stored);
                all.addAll(stored);
                return all;
            });
        }
    }

    /** Believes that whatever is live may be seen by everybody. */
    private static final class UnscopedReader extends DiscoveryContractTest {
        @Override
        protected KindReader reader(List<NativeRow> rows) {
            return agents((live, viewer) -> live);
        }
    }

    private interface Answer {
        Set<ExtensionId> to(Set<ExtensionId> live, Viewer viewer);
    }

    private static KindReader agents(Answer answer) {
        return new KindReader() {
            @Override
            public Kind kind() {
                return Kind.AGENT;
            }

            @Override
            public Set<ExtensionId> read(List<ExtensionManifest> live, Viewer viewer) {
                return answer.to(live.stream().map(ExtensionManifest::id).collect(Collectors.toSet()), viewer);
            }
        };
    }

    @Test
    @DisplayName("GATE-S18: a union-joining reader fails GATE-87, and each case of what is not live any more")
    void union() {
        assertThat(failures(new UnionReader())).containsExactly("GATE-81", "GATE-82", "GATE-83", "GATE-85", "GATE-87");
    }

    @Test
    @DisplayName("GATE-S18: a reader that forgets the scope fails GATE-86 and GATE-90")
    void unscoped() {
        assertThat(failures(new UnscopedReader())).containsExactly("GATE-86", "GATE-90");
    }

    private static Set<String> failures(DiscoveryContractTest contract) {
        Set<String> failed = new TreeSet<>();
        for (Method method : DiscoveryContractTest.class.getDeclaredMethods()) {
            DisplayName name = method.getAnnotation(DisplayName.class);
            if (name != null) {
                try {
                    method.setAccessible(true);
                    method.invoke(contract);
                } catch (InvocationTargetException e) {
                    assertThat(e.getCause())
                            .isInstanceOf(AssertionFailedError.class)
                            .hasMessageContaining("[discovery-contract]");
                    failed.add(name.value().substring(0, name.value().indexOf(':')));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return failed;
    }
}
