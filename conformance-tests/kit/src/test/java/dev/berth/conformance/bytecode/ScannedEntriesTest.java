/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.conformance.SubjectBuilder;
import dev.berth.manifest.PackageEntries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ScannedEntriesTest {
    private final List<String> read = new ArrayList<>();

    @Test
    @DisplayName("GATE-2: gates share one scan, and a scan says the same as the first")
    void readsEachClassOnce() {
        PackageEntries files = Compiled.with(
                        SubjectBuilder.connector(), Compiled.classes("a.A", "package a; class A {}"))
                .build()
                .entries();
        PackageEntries scanned = new ScannedEntries(noting(files));
        assertThat(read).isEmpty();
        assertThat(Bytecode.of(scanned)).isSameAs(Bytecode.of(scanned)).isEqualTo(Bytecode.of(files));
        assertThat(read).containsExactly("a/A.class");
    }

    private PackageEntries noting(PackageEntries files) {
        return new PackageEntries() {
            @Override
            public Set<String> paths() {
                return files.paths();
            }

            @Override
            public Optional<byte[]> read(String path) {
                read.add(path);
                return files.read(path);
            }

            @Override
            public Form form() {
                return files.form();
            }
        };
    }
}
