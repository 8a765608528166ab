/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.zip.CRC32;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * The form of the database: the migrations this host knows, oldest first. Flyway runs them. Whether it has to, this class tells
 * from one query: starting Flyway costs more than opening the database.
 *
 * @param folder where they lie on the class path
 * @param files their names, {@code V1__what_is_installed.sql}; the prefix is the version, and versions go up by one
 */
record Schema(String folder, List<String> files) {
    static final Schema CURRENT = new Schema(
            "dev/berth/host/store/schema",
            List.of(
                    "V1__what_is_installed.sql",
                    "V2__what_extensions_keep.sql",
                    "V3__who_is_trusted.sql",
                    "V4__what_the_host_is_called.sql",
                    "V5__which_operations_are_open.sql"));

    /** How a database stands to this schema. */
    sealed interface Fit {
        /** It has all migrations, as they are here. */
        record Current() implements Fit {}

        /** Flyway has to look: some are missing, failed or different. */
        record Outdated() implements Fit {}

        /** It has one that this host does not know. */
        record Newer(String version) implements Fit {}
    }

    private record Applied(int version, int checksum, boolean success) {}

    /** Returns the newest version. */
    int newest() {
        return files.size();
    }

    /** Compares with the history that Flyway keeps; a database without one is an {@link SQLException}. */
    Fit fit(Sql sql) throws SQLException {
        List<Applied> history = sql.list(
                "select \"version\", \"checksum\", \"success\" from \"flyway_schema_history\""
                        + " where \"version\" is not null order by \"installed_rank\"",
                row -> new Applied(Integer.parseInt(row.getString(1)), row.getInt(2), row.getBoolean(3)));
        for (Applied applied : history) {
            if (applied.version() > newest()) {
                return new Fit.Newer(Integer.toString(applied.version()));
            }
        }
        boolean same = history.size() == files.size();
        for (int i = 0; same && i < files.size(); i++) {
            Applied applied = history.get(i);
            same = applied.success() && applied.version() == i + 1 && applied.checksum() == checksum(files.get(i));
        }
        return same ? new Fit.Current() : new Fit.Outdated();
    }

    /** Brings a database up to date. */
    void migrate(DataSource target) {
        Flyway.configure(Schema.class.getClassLoader())
                .dataSource(target)
                .locations("classpath:" + folder)
                .loggers(FlywayLog.class.getName())
                .load()
                .migrate();
    }

    /** Computes what Flyway records: CRC-32 over the lines without their ends. */
    private int checksum(String file) {
        CRC32 crc = new CRC32();
        try (InputStream in = Schema.class.getResourceAsStream("/" + folder + "/" + file)) {
            if (in == null) {
                throw new IllegalStateException("The migration " + file + " is not on the class path");
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return (int) crc.getValue();
    }
}
