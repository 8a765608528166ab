/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest;

/** When a manifest is judged; a phase changes severities where a table says so, never codes (MAN-4). */
public enum Phase {
    /** Build and check: phase A. */
    CHECK,
    /** Publish: phase A, with the rules for publishing. */
    PUBLISH,
    /** Install, update and boot: phase H. */
    HOST
}
