/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import dev.berth.host.DatabaseAddress;
import dev.berth.host.store.database.Database;
import dev.berth.host.store.disk.DiskProblems;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which database a home belongs to. With another one, the bytes of all that is installed would look like what nobody refers to, and
 * be collected.
 *
 * @param folder the home
 * @param data where a database in a file lies
 */
record DatabaseOfHome(Path folder, Path data) {
    /** Refuses a server's database that is not this home's, and a file beside one. */
    void require(Optional<DatabaseAddress> named) {
        Optional<String> needed = bound();
        Optional<String> found = named.map(DatabaseAddress::place);
        if (needed.isEmpty() && found.isPresent() && Files.exists(data.resolve("berth.mv.db"))) {
            throw mismatch(
                    "keeps its rows in the file " + data.resolve("berth.mv.db"),
                    found,
                    "start it without --database, or name a new home with --home.");
        } else if (needed.isPresent() && !needed.equals(found)) {
            throw mismatch(
                    "keeps its rows in the database " + needed.get(),
                    found,
                    "name that database with --database; if it has moved, write its new host:port/database into "
                            + file() + ".");
        }
    }

    /** Opens a server's database, and remembers that it is the one of this home. */
    Database open(DatabaseAddress address) {
        Database database = Database.onServer(address);
        boolean remembered = false;
        try {
            if (bound().isEmpty()) {
                Files.writeString(file(), address.place() + "\n");
            }
            remembered = true;
            return database;
        } catch (IOException e) {
            throw unwritable(e);
        } finally {
            if (!remembered) {
                database.close();
            }
        }
    }

    private Optional<String> bound() {
        try {
            return Files.exists(file()) ? Optional.of(Files.readString(file()).strip()) : Optional.empty();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private ProblemException unwritable(IOException e) {
        return DiskProblems.homeUnwritable(folder, "the disk answered \"" + e.getMessage() + "\"");
    }

    private Path file() {
        return data.resolve("database");
    }

    private ProblemException mismatch(String needs, Optional<String> found, String fix) {
        return new ProblemException(Problem.of(
                        ProblemCode.DATABASE_MISMATCH,
                        folder.toString(),
                        "The host's home " + folder + " " + needs + "; found: "
                                + found.map(place -> "--database with " + place).orElse("no --database")
                                + ". The host did not start; it changed nothing.")
                .fact("home", folder.toString())
                .operator(fix));
    }
}
