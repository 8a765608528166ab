/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.database;

import dev.berth.host.DatabaseAddress;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.flywaydb.core.api.FlywayException;

/** The words for what can be wrong with a database on a server. */
final class ServerProblems {
    /** Classes of SQLSTATE: no connection, who are you, no such database, no resources, shut down, a disk of the server. */
    private static final Set<String> OUTAGES = Set.of("08", "28", "3D", "53", "57", "58");

    private static final String NO_PASSWORD = "08004";
    private static final String NO_DATABASE = "3D000";
    private static final String NOT_ALLOWED = "42501";

    /** A server that only follows another one refuses to write. */
    private static final String READ_ONLY = "25006";

    private ServerProblems() {}

    /** Tells whether the server is away, or refuses all that this host asks. */
    static boolean isOutage(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return e instanceof SQLTransientConnectionException
                || Set.of(READ_ONLY, NOT_ALLOWED).contains(state)
                || OUTAGES.contains(state.substring(0, 2));
    }

    static ProblemException unavailable(DatabaseAddress address, SQLException e, String undone) {
        return new ProblemException(isRefusal(e) ? refused(address, e, undone) : away(address, e, undone));
    }

    private static Problem away(DatabaseAddress address, SQLException e, String undone) {
        return Problem.of(
                        ProblemCode.STORE_UNAVAILABLE,
                        address.toString(),
                        "The host's database " + address + " needs to answer; found: " + found(e) + ". " + undone)
                .fact("database", address.toString())
                .operator(
                        "look at the server and the way to it; a host that runs goes on by itself when the server answers.");
    }

    private static Problem refused(DatabaseAddress address, SQLException e, String undone) {
        return Problem.of(
                        ProblemCode.DATABASE_REFUSED,
                        address.toString(),
                        "The host's database " + address
                                + " needs a user who may log in and make tables; the server says: " + found(e) + ". "
                                + undone)
                .fact("database", address.toString())
                .operator("name user and database in --database, and the password in BERTH_DATABASE_PASSWORD.");
    }

    /** It is there and does not want this host: who are you, no such database, not allowed. */
    private static boolean isRefusal(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("28")
                || Set.of(NO_PASSWORD, NO_DATABASE, NOT_ALLOWED).contains(state);
    }

    static ProblemException inUse(DatabaseAddress address, String holder) {
        return new ProblemException(Problem.of(
                        ProblemCode.DATABASE_IN_USE,
                        address.toString(),
                        "The host's database " + address + " can serve one host; " + holder
                                + " is using it. This host changed nothing; the other one still runs.")
                .fact("database", address.toString())
                .fact("holder", holder)
                .operator("stop the other host, or give this one a database of its own with --database."));
    }

    static ProblemException newer(DatabaseAddress address, String found, String known) {
        return new ProblemException(Problem.of(
                        ProblemCode.STORE_NEWER,
                        address.toString(),
                        "The host's database " + address + " has schema " + found + "; this host knows schemas up to "
                                + known + ". The host did not start; it changed nothing.")
                .fact("database", address.toString())
                .fact("found", found)
                .fact("known", known)
                .operator("start the host version that wrote it, or restore a backup made before that one ran."));
    }

    static ProblemException corrupt(DatabaseAddress address, String found) {
        return new ProblemException(Problem.of(
                        ProblemCode.STORE_CORRUPT,
                        address.toString(),
                        "The host's database " + address + " does not hold together: " + found
                                + ". The host did not start; it changed nothing.")
                .fact("database", address.toString())
                .operator("restore the database from a backup, or name an empty one."));
    }

    /** Migrations run in transactions of the server: what failed has changed nothing. */
    static ProblemException notMigrated(DatabaseAddress address, FlywayException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isOutage(sql)) {
                return unavailable(address, sql, "The host did not start.");
            } else if (cause instanceof SQLException sql) {
                return corrupt(address, "its tables cannot be brought up, the server answers \"" + found(sql) + "\"");
            }
        }
        return corrupt(address, "its tables are not those that its schema history tells of");
    }

    /** The first sentence: the rest says where in a statement, or gives the driver's advice. */
    private static String found(SQLException e) {
        Throwable last = e;
        while (last.getCause() instanceof SQLException deeper) {
            last = deeper;
        }
        String line = String.valueOf(last.getMessage()).lines().findFirst().orElse("no answer");
        return line.replaceFirst("\\.( .*)?$", "");
    }
}
