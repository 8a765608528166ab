/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.berth.conformance.Findings;
import dev.berth.conformance.Neighbours;
import dev.berth.conformance.Rule;
import dev.berth.conformance.Subject;
import dev.berth.conformance.discovery.DiscoveryGate;
import dev.berth.conformance.input.PolicyFile;
import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.Phase;
import dev.berth.manifest.Validation;
import dev.berth.manifest.finding.Fault;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.SdkAbi;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The gate that host modules have to pass. */
final class DiscoveryTest {
    private record Modules(Map<String, JavaClass> classes) implements PackageEntries {
        @Override
        public Set<String> paths() {
            return classes.keySet();
        }

        @Override
        public Optional<byte[]> read(String path) {
            return Optional.ofNullable(classes.get(path)).map(Modules::bytes);
        }

        private static byte[] bytes(JavaClass type) {
            try (InputStream in =
                    type.getSource().orElseThrow().getUri().toURL().openStream()) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Form form() {
            return Form.JAR;
        }
    }

    @Test
    @DisplayName("GATE-91: no module of this host knows an extension or reads a native store past discovery")
    void hostModulesPassTheGate() {
        Modules modules = new Modules(Product.in("dev.berth.host")
                .filter(type -> type.getSource().isPresent())
                .collect(Collectors.toMap(
                        type -> type.getFullName().replace('.', '/') + ".class", type -> type, (one, same) -> one)));
        Subject host = new Subject(
                "",
                Optional.empty(),
                modules,
                Optional.empty(),
                Phase.CHECK,
                new Validation(Optional.empty(), List.of()),
                PolicyFile.defaults().policy(SdkAbi.VERSION),
                Neighbours.NONE);
        DiscoveryGate gate = new DiscoveryGate();
        List<String> found = new ArrayList<>();
        assertThat(modules.paths()).hasSizeGreaterThan(300);
        assertThat(gate.skipped(host)).isEmpty();
        gate.judge(host, new Findings() {
            @Override
            public void add(Rule rule, Fault fault) {
                var sentence = new dev.berth.manifest.finding.Findings("the host", Phase.CHECK);
                sentence.add(fault);
                sentence.sorted().forEach(problem -> add(rule, problem));
            }

            @Override
            public void add(Rule rule, Problem problem) {
                found.add(problem.text());
            }
        });
        assertThat(found).isEmpty();
    }
}
