/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.database;

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

    /** A server that only follows another one refuses to write. */
    private static final String READ_ONLY = "25006";

    private ServerProblems() {}

    /** Tells whether the server is away, or refuses all that this host asks. */
    static boolean isOutage(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return e instanceof SQLTransientConnectionException
                || state.equals(READ_ONLY)
                || OUTAGES.contains(state.substring(0, 2));
    }

    static ProblemException unavailable(ServerAddress address, SQLException e, String undone) {
        return new ProblemException(Problem.of(
                        ProblemCode.STORE_UNAVAILABLE,
                        address.toString(),
                        "The host's database " + address + " needs to be reachable; found: " + found(e) + ". " + undone)
                .fact("database", address.toString())
                .operator("look at the server and the way to it, its user and its password; a host that runs goes on by"
                        + " itself when the server answers."));
    }

    static ProblemException inUse(ServerAddress address, String holder) {
        return new ProblemException(Problem.of(
                        ProblemCode.HOME_LOCKED,
                        address.toString(),
                        "The host's database " + address + " can serve one host; " + holder
                                + " is using it. This host changed nothing; the other one still runs.")
                .fact("database", address.toString())
                .fact("holder", holder)
                .operator("stop the other host, or give this one a database of its own with --database."));
    }

    static ProblemException newer(ServerAddress address, String found, String known) {
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

    static ProblemException corrupt(ServerAddress address, String found) {
        return new ProblemException(Problem.of(
                        ProblemCode.STORE_CORRUPT,
                        address.toString(),
                        "The host's database " + address + " does not hold together: " + found
                                + ". The host did not start; it changed nothing.")
                .fact("database", address.toString())
                .operator("restore the database from a backup, or name an empty one."));
    }

    /** Migrations run in transactions of the server: what failed has changed nothing. */
    static ProblemException notMigrated(ServerAddress address, FlywayException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isOutage(sql)) {
                return unavailable(address, sql, "The host did not start.");
            } else if (cause instanceof SQLException sql) {
                return corrupt(address, "its tables cannot be brought up, the server answers \"" + found(sql) + "\"");
            }
        }
        return corrupt(address, "its tables are not those that its schema history tells of");
    }

    /** The first line: the rest says where in a statement, or which class of the driver. */
    private static String found(SQLException e) {
        Throwable last = e;
        while (last.getCause() instanceof SQLException deeper) {
            last = deeper;
        }
        return String.valueOf(last.getMessage()).lines().findFirst().orElse("no answer");
    }
}
