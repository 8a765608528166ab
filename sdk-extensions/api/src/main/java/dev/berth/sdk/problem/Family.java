/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.problem;

/** What a problem means for the request that met it; the CLI makes exit codes of it (CLI-2) and REST a status. */
public enum Family {
    /** Something ran and failed. */
    FAILED,
    /** The request itself is malformed. */
    USAGE,
    /** The named thing is not there, or not visible. */
    NOT_FOUND,
    /** The caller is not known, may not do this, or a tool is missing. */
    DENIED,
    /** What was offered did not pass verification. */
    REFUSED,
    /** The state of the host stands against it, or consent is needed. */
    CONFLICT,
    /** Something outside does not answer, or has expired. */
    UNAVAILABLE
}
