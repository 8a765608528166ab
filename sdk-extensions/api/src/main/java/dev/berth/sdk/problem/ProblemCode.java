/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.problem;

import static dev.berth.sdk.problem.Blame.AUTHOR;
import static dev.berth.sdk.problem.Blame.EXTERNAL;
import static dev.berth.sdk.problem.Blame.HOST;
import static dev.berth.sdk.problem.Blame.OPERATOR;
import static dev.berth.sdk.problem.Family.CONFLICT;
import static dev.berth.sdk.problem.Family.DENIED;
import static dev.berth.sdk.problem.Family.FAILED;
import static dev.berth.sdk.problem.Family.NOT_FOUND;
import static dev.berth.sdk.problem.Family.REFUSED;
import static dev.berth.sdk.problem.Family.UNAVAILABLE;
import static dev.berth.sdk.problem.Family.USAGE;
import static dev.berth.sdk.problem.Severity.ERROR;
import static dev.berth.sdk.problem.Severity.INFO;
import static dev.berth.sdk.problem.Severity.WARNING;

import java.util.Locale;
import java.util.Optional;

/**
 * The stable codes (GATE-160). A code is its constant in kebab case; it is never renamed or reused. What each means stands in
 * {@code problems.properties} beside this class.
 */
public enum ProblemCode {
    // Manifest: the file (manifest.md sections 2 and 3)
    MANIFEST_MISSING(AUTHOR, REFUSED),
    MANIFEST_UNREADABLE(AUTHOR, REFUSED),
    MANIFEST_SYNTAX(AUTHOR, REFUSED),
    MANIFEST_FIELD_MISSING(AUTHOR, REFUSED),
    MANIFEST_FIELD_TYPE(AUTHOR, REFUSED),

    // Archives and trust (trust.md)
    ARCHIVE_UNREADABLE(AUTHOR, REFUSED),
    DIGEST_MISMATCH(EXTERNAL, REFUSED),
    CONTENT_DIGEST_MISMATCH(EXTERNAL, REFUSED),
    UNSIGNED_NEEDS_CONSENT(OPERATOR, CONFLICT),

    // Resolution (manifest.md section 8)
    ABI_OUT_OF_RANGE(AUTHOR, REFUSED),
    REQUIREMENT_UNMET(OPERATOR, REFUSED),
    RANGE_VIOLATED(OPERATOR, REFUSED),
    REQUIREMENT_CYCLE(AUTHOR, REFUSED),
    REQUIREMENT_CYCLE_BROKEN(WARNING, AUTHOR, REFUSED),
    UPDATE_BREAKS_DEPENDENTS(OPERATOR, CONFLICT),
    ARCHIVE_BREAKS_DEPENDENTS(OPERATOR, CONFLICT),

    // Ports and grants (ports.md)
    PORT_NOT_GRANTED(OPERATOR, FAILED),
    PORT_RESERVED(AUTHOR, FAILED),
    PORT_INPUT_INVALID(AUTHOR, FAILED),
    PORT_UNAVAILABLE(EXTERNAL, UNAVAILABLE),
    PORT_TIMEOUT(HOST, UNAVAILABLE),
    TENANT_MISSING(AUTHOR, FAILED),
    EXTENSION_STOPPED(AUTHOR, FAILED),
    GRANT_STALE(OPERATOR, CONFLICT),
    GRANT_NOT_REQUESTED(OPERATOR, REFUSED),
    GRANT_MISSING(OPERATOR, NOT_FOUND),
    GRANT_PENDING(OPERATOR, CONFLICT),
    ROLE_REQUIRED(OPERATOR, DENIED),
    TOOL_NAME_TAKEN(AUTHOR, CONFLICT),
    TOOL_UNKNOWN(OPERATOR, NOT_FOUND),
    TOOL_INPUT_INVALID(OPERATOR, USAGE),
    TOOL_FAILED(AUTHOR, FAILED),
    TOOL_TIMEOUT(AUTHOR, FAILED),
    HOOK_CALL_REFUSED(AUTHOR, FAILED),
    PRIMITIVE_UNKNOWN(AUTHOR, NOT_FOUND),
    PRIMITIVE_RECURSION(AUTHOR, FAILED),
    CAPABILITY_ID_RESERVED(AUTHOR, REFUSED),
    CAPABILITY_UNDECLARED(WARNING, AUTHOR, REFUSED),
    CAPABILITY_TYPE_MISMATCH(WARNING, AUTHOR, FAILED),
    CAPABILITY_GONE(OPERATOR, FAILED),

    // Lifecycle (lifecycle.md)
    EXTENSION_NOT_FOUND(OPERATOR, NOT_FOUND),
    ALREADY_INSTALLED(OPERATOR, CONFLICT),
    ARCHIVED_USE_RESTORE(OPERATOR, CONFLICT),
    EXTENSION_LOCKED(OPERATOR, CONFLICT),
    TRANSITION_ILLEGAL(OPERATOR, CONFLICT),
    PLAN_STALE(OPERATOR, CONFLICT),
    CONSENT_REQUIRED(OPERATOR, CONFLICT),
    KIND_HANDLER_MISSING(HOST, REFUSED),
    DUPLICATE_EXTENSION(AUTHOR, CONFLICT),
    CONFIG_DISABLED(INFO, OPERATOR, CONFLICT),
    CONFIG_RESOLVE_FALSE(INFO, OPERATOR, CONFLICT),
    HOOK_FAILED(AUTHOR, FAILED),
    HOOK_TIMEOUT(AUTHOR, FAILED),
    HOOK_STUCK(AUTHOR, FAILED),
    CALL_ABORTED(OPERATOR, FAILED),
    UPDATE_ROLLED_BACK(HOST, FAILED),
    STATUS_UNREADABLE(HOST, FAILED),
    ROLLBACK_TARGET_MISSING(OPERATOR, NOT_FOUND),

    // The host itself
    HOME_LOCKED(OPERATOR, CONFLICT),
    HOME_UNWRITABLE(OPERATOR, FAILED),
    ADDRESS_TAKEN(OPERATOR, CONFLICT),
    DISK_FULL(OPERATOR, FAILED),
    STORE_CORRUPT(HOST, FAILED),
    HOST_NOT_READY(OPERATOR, UNAVAILABLE),
    HOST_UNREACHABLE(OPERATOR, UNAVAILABLE),
    TOKEN_REQUIRED(OPERATOR, DENIED),
    USAGE_INVALID(OPERATOR, USAGE),
    ROUTE_NOT_FOUND(OPERATOR, NOT_FOUND),
    INTERNAL_ERROR(HOST, FAILED);

    private final Severity severity;
    private final Blame blame;
    private final Family family;

    ProblemCode(Blame blame, Family family) {
        this(ERROR, blame, family);
    }

    ProblemCode(Severity severity, Blame blame, Family family) {
        this.severity = severity;
        this.blame = blame;
        this.family = family;
    }

    /** Returns the severity it usually has. */
    public Severity severity() {
        return severity;
    }

    /** Returns who can usually mend it. */
    public Blame blame() {
        return blame;
    }

    /** Returns what it means for the request. */
    public Family family() {
        return family;
    }

    /** Finds a code by its text. */
    public static Optional<ProblemCode> find(String text) {
        for (ProblemCode code : values()) {
            if (code.toString().equals(text)) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }

    /** Returns the code as it is printed, {@code abi-out-of-range}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
