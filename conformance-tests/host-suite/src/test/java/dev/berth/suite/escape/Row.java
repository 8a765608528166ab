/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite.escape;

/**
 * A row of the matrix with its result.
 *
 * @param refused the scan refuses it at install
 * @param denied without the permission, past the scan
 * @param granted with the permission, if there is one
 * @param bare in a JVM without Berth
 */
record Row(Attempt attempt, boolean refused, Outcome denied, Outcome granted, Outcome bare) {
    /** Tells whether it passes a host as hosts are: no scan refuses it, and nothing stops it. */
    boolean isOpen() {
        return !refused && isOpenBehindTheScan();
    }

    /** Tells whether it has its effect where it must not, once it runs. */
    boolean isOpenBehindTheScan() {
        return denied.passed() || (!attempt.permission().isEver() && granted.passed());
    }

    /** Names the layers that stop it, in their order. */
    String blockedBy() {
        String behind = denied.passed() ? "" : denied.stoppedBy(bare.passed());
        if (refused) {
            return behind.isEmpty() ? "L1" : "L1, " + behind;
        }
        return behind.isEmpty() ? "–" : behind;
    }

    /** Returns the line of the table. */
    String line() {
        return "| " + attempt.words() + " | " + attempt.permission() + " | " + blockedBy() + " | " + past() + " | "
                + (attempt.permission().isEver() ? granted.passed() ? "yes" : "**no**" : "–") + " | "
                + (bare.passed() ? "yes" : "no") + " | `" + attempt.id() + "` |";
    }

    /** Returns all that is known of it, for who looks into a surprise. */
    String record() {
        return attempt.id() + "\n  refused " + refused + "\n  denied  " + denied + "\n  granted " + granted
                + "\n  bare    " + bare;
    }

    private String past() {
        if (denied.passed()) {
            return "**" + denied.effect() + "**";
        }
        return isOpenBehindTheScan() ? "**" + granted.effect() + "**" : "stopped";
    }
}
