/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import static dev.berth.sdk.problem.ProblemCode.ALREADY_INSTALLED;
import static dev.berth.sdk.problem.ProblemCode.ARCHIVED_USE_RESTORE;
import static dev.berth.sdk.problem.ProblemCode.EXTENSION_LOCKED;

import dev.berth.host.extension.Status;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.util.Optional;

/** Which operation is legal in which status (LIFE-12 to LIFE-18). A row an operation: active, archived, locked. */
@SuppressWarnings("ImmutableEnumChecker") // a cell is a record of immutable values
enum StatusTable {
    INSTALL(refuse(ALREADY_INSTALLED), refuse(ARCHIVED_USE_RESTORE), refuse(EXTENSION_LOCKED)),
    UPDATE(to(Status.ACTIVE), to(Status.ARCHIVED), to(Status.LOCKED)),
    ARCHIVE(to(Status.ARCHIVED), to(Status.ARCHIVED), refuse(EXTENSION_LOCKED)),
    ACTIVATE(to(Status.ACTIVE), refuse(ARCHIVED_USE_RESTORE), to(Status.LOCKED)),
    RESTORE(to(Status.ACTIVE), to(Status.ACTIVE), to(Status.LOCKED)),
    UNINSTALL(to(Status.ARCHIVED), to(Status.ARCHIVED), refuse(EXTENSION_LOCKED));

    private record Cell(Optional<Status> result, Optional<ProblemCode> refusal) {}

    private final Cell active;
    private final Cell archived;
    private final Cell locked;

    StatusTable(Cell active, Cell archived, Cell locked) {
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

    /** Returns the status after the operation. */
    Status result(Target row) {
        return cell(row.status()).result().orElseThrow();
    }

    /** Returns why the operation is refused for a row in its status. */
    Optional<Problem> refusal(Target row) {
        return cell(row.status()).refusal().map(code -> {
            String operation = name().toLowerCase(java.util.Locale.ROOT);
            Problem problem = Problem.of(
                            code,
                            row.current().subject(),
                            row.subject() + " is " + row.status() + " on this host, so it cannot be " + past(operation)
                                    + ". Nothing was changed.")
                    .fact("status", row.status())
                    .fact("operation", operation);
            String fix = switch (code) {
                case ALREADY_INSTALLED -> "bring another version in: berth update FILE";
                case ARCHIVED_USE_RESTORE -> "bring it back: berth restore " + row.id();
                default -> "unlock it first.";
            };
            return problem.operator(fix);
        });
    }

    private static String past(String operation) {
        return operation.endsWith("e") ? operation + "d" : operation + "ed";
    }
}
