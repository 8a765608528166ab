/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.DatabaseAddress;
import dev.berth.host.store.database.TestDatabase;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LIFE-62: with a wrong database all content would be collected, so a home keeps to its own. */
class DatabaseOfHomeTest {
    @TempDir
    Path temp;

    private void open(Optional<DatabaseAddress> address) {
        HostStore.open(temp, address, Rows::manifest).close();
    }

    private void refused(Optional<DatabaseAddress> address, String... words) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> open(address))
                .satisfies(thrown -> {
                    assertThat(thrown.problem().code()).isEqualTo(ProblemCode.DATABASE_MISMATCH);
                    assertThat(thrown.problem().text()).contains(words);
                });
    }

    @Test
    void aHomeWithAFileTakesNoServer() {
        open(Optional.empty());
        refused(TestDatabase.POSTGRESQL.create(), "berth.mv.db", "without --database");
        open(Optional.empty());
    }

    @Test
    void aHomeOfAServerTakesNoOtherAndNoFile() throws IOException {
        Optional<DatabaseAddress> its = TestDatabase.POSTGRESQL.create();
        open(its);
        open(its);
        refused(Optional.empty(), its.orElseThrow().place(), "no --database");
        Optional<DatabaseAddress> other = TestDatabase.POSTGRESQL.create();
        refused(other, its.orElseThrow().place(), other.orElseThrow().place());
        Path file = temp.resolve("data/database");
        assertThat(file).hasContent(its.orElseThrow().place());
        Files.writeString(file, other.orElseThrow().place());
        open(other);
    }
}
