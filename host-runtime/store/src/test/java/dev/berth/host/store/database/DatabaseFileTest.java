/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.h2.command.Command;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** LIFE-50: migrations and the check of the schema's version; damage is told and left as it is. */
class DatabaseFileTest {
    static final Schema NEXT = new Schema(
            "dev/berth/host/store/schema2",
            Stream.concat(Schema.CURRENT.files().stream(), Stream.of("V6__notes.sql"))
                    .toList());

    @TempDir
    Path temp;

    private DatabaseFile file;

    @BeforeEach
    void make() {
        file = new DatabaseFile(temp, Schema.CURRENT, 1 << 24);
        try (Database database = Database.open(file)) {
            put(database, "1");
        }
    }

    /** What can happen to a file. */
    enum Damage {
        EMPTIED {
            @Override
            byte[] of(byte[] whole) {
                return new byte[0];
            }
        },
        CUT_TO_ITS_HEADER {
            @Override
            byte[] of(byte[] whole) {
                return Arrays.copyOf(whole, 8192);
            }
        },
        CUT_IN_ITS_HEADER {
            @Override
            byte[] of(byte[] whole) {
                return Arrays.copyOf(whole, 100);
            }
        },
        ZEROED {
            @Override
            byte[] of(byte[] whole) {
                return new byte[whole.length];
            }
        },
        GARBAGE {
            @Override
            byte[] of(byte[] whole) {
                byte[] garbage = new byte[whole.length];
                new Random(7).nextBytes(garbage);
                return garbage;
            }
        },
        SOMETHING_ELSE {
            @Override
            byte[] of(byte[] whole) {
                return "hello\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);
            }
        };

        abstract byte[] of(byte[] whole);
    }

    @ParameterizedTest
    @EnumSource
    void damageAfterACrashIsToldAndLeftAsItIs(Damage damage) throws IOException {
        Files.delete(temp.resolve("berth.mv.db.seal"));
        byte[] damaged = damage.of(Files.readAllBytes(file.path()));
        Files.write(file.path(), damaged);
        Problem problem = refused(file);
        assertThat(problem.code()).isEqualTo(ProblemCode.STORE_CORRUPT);
        assertThat(problem.text())
                .contains(file.path().toString(), "changed nothing", "restore ")
                .doesNotContain("Exception")
                .doesNotContain("h2");
        assertThat(Files.readAllBytes(file.path())).isEqualTo(damaged);
        assertThat(files()).containsExactly("berth.mv.db");
    }

    /** H2 alone takes some of these for the end of a crash, and goes back to an older state. */
    @Test
    void oneChangedBitIsTold() throws IOException {
        byte[] whole = Files.readAllBytes(file.path());
        Random random = new Random(3);
        for (int i = 0; i < 50; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file.path(), damaged);
            assertThat(refused(file).code()).isEqualTo(ProblemCode.STORE_CORRUPT);
            assertThat(Files.readAllBytes(file.path())).isEqualTo(damaged);
        }
        Files.write(file.path(), whole);
        Database.open(file).close();
    }

    /** An empty one in its place would have every package of the home deleted as unused, and the backup be of no use. */
    @Test
    void aFileThatIsGoneIsToldAndNotMadeAgain() throws IOException {
        Files.delete(file.path());
        Problem problem = refused(file);
        assertThat(problem.code()).isEqualTo(ProblemCode.STORE_CORRUPT);
        assertThat(problem.summary()).contains("the file is gone");
        assertThat(files()).containsExactly("berth.mv.db.seal");
    }

    @Test
    void aHalfMadeFileIsMadeAgain() throws IOException {
        Files.delete(file.path());
        Files.delete(temp.resolve("berth.mv.db.seal"));
        Files.writeString(temp.resolve("unfinished.mv.db"), "half");
        Database.open(file).close();
        assertThat(files()).containsExactly("berth.mv.db", "berth.mv.db.seal");
    }

    @Test
    void anOlderSchemaIsBroughtUpAndKeepsItsRows() {
        try (Database database = Database.open(new DatabaseFile(temp, NEXT, 1 << 24))) {
            assertThat(content(database)).containsExactly("1");
            List<String> notes =
                    database.read(sql -> sql.list("select note from setting", row -> String.valueOf(row.getString(1))));
            assertThat(notes).containsExactly("null");
        }
    }

    @Test
    void aNewerSchemaIsRefusedAndLeftAsItIs() throws IOException {
        Database.open(new DatabaseFile(temp, NEXT, 1 << 24)).close();
        Problem problem = refused(file);
        assertThat(problem.code()).isEqualTo(ProblemCode.STORE_NEWER);
        assertThat(problem.summary()).contains("has schema " + NEXT.newest(), "up to " + Schema.CURRENT.newest());
        Database.open(new DatabaseFile(temp, NEXT, 1 << 24)).close();
    }

    @Test
    @DisplayName("LIFE-88: what was open before its operations were listed is open afterwards")
    void openOperations() throws IOException {
        try (Database database = Database.open(file)) {
            database.write(sql -> {
                for (String line :
                        List.of("a MATERIALIZED", "b MATERIALIZED", "b FINALIZED", "c WAITING", "a REMOVED")) {
                    sql.update(
                            "insert into journal (operation, kind, extension, package_digest, phase, happened_at)"
                                    + " values (?, 'install', '@acme/crm-connector', '', ?, current_timestamp)",
                            (Object[]) line.split(" ", -1));
                }
                sql.update("drop table journal_open");
                return sql.update("delete from \"flyway_schema_history\" where \"version\" = '5'");
            });
        }
        try (Database database = Database.open(file)) {
            List<String> open = database.read(sql -> sql.list(
                    "select o.operation, j.phase from journal_open o join journal j on j.line = o.line order by 1",
                    row -> row.getString(1) + " " + row.getString(2)));
            assertThat(open).containsExactly("a REMOVED", "c WAITING");
        }
    }

    @Test
    void aMigrationThatWasChangedSinceIsRefused() throws IOException {
        try (Database database = Database.open(file)) {
            database.write(sql -> sql.update("update \"flyway_schema_history\" set \"checksum\" = 7"));
        }
        assertThat(refused(file).code()).isEqualTo(ProblemCode.STORE_CORRUPT);
        assertThat(files()).contains("berth.mv.db");
    }

    @Test
    void aTableIsMissingButTheHistoryIsThere() {
        try (Database database = Database.open(file)) {
            database.write(sql -> sql.update("drop table \"flyway_schema_history\""));
        }
        assertThat(refused(file).code()).isEqualTo(ProblemCode.STORE_CORRUPT);
    }

    /** The list in {@link Schema} is what makes a start fast; a migration that is not on it would never run. */
    @Test
    void theSchemaNamesEveryMigration() throws IOException {
        Path folder = Path.of("src/main/resources", Schema.CURRENT.folder());
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all.map(path -> path.getFileName().toString()).sorted())
                    .containsExactlyElementsOf(Schema.CURRENT.files());
        }
        try (Database database = Database.open(file)) {
            assertThat(database.read(Schema.CURRENT::fit)).isEqualTo(new Schema.Fit.Current());
            assertThat(database.read(NEXT::fit)).isEqualTo(new Schema.Fit.Outdated());
        }
    }

    /** Only appending, so that a kill cannot meet a commit that writes over what it replaces. */
    @Test
    void theFileStaysSmall() throws IOException {
        try (Database database = Database.open(new DatabaseFile(temp, Schema.CURRENT, 256 * 1024))) {
            for (int i = 0; i < 200; i++) {
                put(database, Integer.toString(i));
                assertThat(content(database)).containsExactly(Integer.toString(i));
            }
        }
        assertThat(Files.size(file.path())).isLessThan(1024 * 1024);
    }

    /** What earlier runs have replaced is no reason to let the file grow. */
    @Test
    void whatWasReplacedBeforeTheStartIsWrittenAwayToo() throws IOException {
        try (Database database = Database.open(new DatabaseFile(temp, Schema.CURRENT, 1 << 24))) {
            for (int i = 0; i < 100; i++) {
                put(database, Integer.toString(i));
            }
        }
        long grown = Files.size(file.path());
        try (Database database = Database.open(new DatabaseFile(temp, Schema.CURRENT, 256 * 1024))) {
            put(database, "last");
            assertThat(content(database)).containsExactly("last");
        }
        assertThat(Files.size(file.path())).isLessThan(grown / 2);
    }

    /** Nothing of it can be seen but the time: H2 would parse some ten statements a change. */
    @Test
    void aStatementIsParsedOnceAndNotAfterEachCommit() {
        try (Database database = Database.open(file)) {
            Command first = database.write(DatabaseFileTest::parsed);
            put(database, "2");
            assertThat(database.write(DatabaseFileTest::parsed)).isSameAs(first);
        }
    }

    private static Command parsed(Sql sql) throws SQLException {
        SessionLocal session =
                (SessionLocal) sql.connection().unwrap(JdbcConnection.class).getSession();
        try (Command command = session.prepareLocal("select content from setting")) {
            return command;
        }
    }

    private static void put(Database database, String content) {
        database.write(sql -> sql.update("delete from setting")
                + sql.update(
                        "insert into setting (extension, organization, name, content) values ('@acme/crm-connector', 'acme', 'url', ?)",
                        content));
    }

    private static List<String> content(Database database) {
        return database.read(sql -> sql.list("select content from setting", row -> row.getString(1)));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(temp)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static Problem refused(DatabaseFile file) {
        return assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Database.open(file).close())
                .actual()
                .problem();
    }
}
