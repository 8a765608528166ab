/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import static dev.berth.sdk.problem.ProblemCode.ALREADY_INSTALLED;
import static dev.berth.sdk.problem.ProblemCode.ARCHIVED_USE_RESTORE;
import static dev.berth.sdk.problem.ProblemCode.EXTENSION_LOCKED;
import static dev.berth.sdk.problem.ProblemCode.TRANSITION_ILLEGAL;

import dev.berth.host.extension.Status;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which operation is legal in which status (LIFE-12 to LIFE-18). A row an operation: active, archived, locked. */
@SuppressWarnings("ImmutableEnumChecker") // a cell is a record of immutable values
enum StatusTable {
    INSTALL("installed", refuse(ALREADY_INSTALLED), refuse(ARCHIVED_USE_RESTORE), refuse(EXTENSION_LOCKED)),
    UPDATE("updated", to(Status.ACTIVE), to(Status.ARCHIVED), to(Status.LOCKED)),
    ARCHIVE("archived", to(Status.ARCHIVED), to(Status.ARCHIVED), refuse(EXTENSION_LOCKED)),
    ACTIVATE("activated", to(Status.ACTIVE), refuse(ARCHIVED_USE_RESTORE), to(Status.LOCKED)),
    RESTORE("restored", to(Status.ACTIVE), to(Status.ACTIVE), to(Status.LOCKED)),
    REINSTALL("reinstalled", refuse(ALREADY_INSTALLED), to(Status.ACTIVE), refuse(EXTENSION_LOCKED)),
    LOCK("locked", to(Status.LOCKED), refuse(TRANSITION_ILLEGAL), to(Status.LOCKED)),
    UNLOCK("unlocked", to(Status.ACTIVE), to(Status.ARCHIVED), to(Status.ACTIVE)),
    UNINSTALL("uninstalled", to(Status.ARCHIVED), to(Status.ARCHIVED), refuse(EXTENSION_LOCKED)),
    FORCE_DELETE("deleted", to(Status.ARCHIVED), to(Status.ARCHIVED), refuse(EXTENSION_LOCKED)),
    PURGE("purged", to(Status.ARCHIVED), to(Status.ARCHIVED), refuse(EXTENSION_LOCKED));

    private record Cell(Optional<Status> result, Optional<ProblemCode> refusal) {}

    private final String past;
    private final Cell active;
    private final Cell archived;
    private final Cell locked;

    StatusTable(String past, Cell active, Cell archived, Cell locked) {
        this.past = past;
        this.active = active;
        this.archived = archived;
        this.locked = locked;
    }

    private static Cell to(Status status) {
        return new Cell(Optional.of(status), Optional.empty());
    }

    private static Cell refuse(ProblemCode code) {
        return new Cell(Optional.empty(), Optional.of(code));
    }

    private Cell cell(Status status) {
        return switch (status) {
            case ACTIVE -> active;
            case ARCHIVED -> archived;
            case LOCKED -> locked;
        };
    }

    /** Returns the operation as people write it. */
    String operation() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the status after the operation. */
    Status result(Target row) {
        return cell(row.status()).result().orElseThrow();
    }

    /** Returns why the operation is refused for a row in its status (LIFE-2). */
    Optional<Problem> refusal(Target row) {
        return cell(row.status()).refusal().map(code -> problem(code, row));
    }

    /** Returns why the operation, which is about all rows, is refused for one of them. */
    Optional<Problem> refusal(List<Target> rows) {
        return rows.stream().flatMap(row -> refusal(row).stream()).findFirst();
    }

    /** Says that the operation is refused since the row is locked. */
    Problem locked(Target row) {
        return problem(EXTENSION_LOCKED, row);
    }

    private Problem problem(ProblemCode code, Target row) {
        return Problem.of(
                        code,
                        row.current().subject(),
                        row.subject() + " is " + row.status() + " on this host, so it cannot be " + past
                                + ". Nothing was changed.")
                .fact("status", row.status())
                .fact("operation", operation())
                .operator(
                        switch (code) {
                            case ALREADY_INSTALLED -> "bring another version in: berth update FILE";
                            case ARCHIVED_USE_RESTORE, TRANSITION_ILLEGAL ->
                                "bring it back first: berth restore " + row.id();
                            default ->
                                "unlock it first, as an administrator of the platform: berth unlock " + row.id()
                                        + " --force";
                        });
    }
}
