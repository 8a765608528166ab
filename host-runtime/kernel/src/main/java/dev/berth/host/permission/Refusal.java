/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.permission;

import java.util.Locale;

/** Why a demand is denied. */
enum Refusal {
    STOPPED("Its revision has stopped, and may do nothing any more."),
    NEVER("No permission gives this to code that runs in the host's process."),
    UNDECLARED("The manifest does not ask for it."),
    REVOKED("The manifest asks for it; it was revoked, or nobody agreed to it."),
    UNBOUND("The permission is held, and no folder is bound to its mount."),
    OUTSIDE("It lies in none of the folders that are bound to mounts it holds a permission for.");

    private final String sentence;

    Refusal(String sentence) {
        this.sentence = sentence;
    }

    /** Returns it for people. */
    String sentence() {
        return sentence;
    }

    /** Returns it for programs, {@code undeclared}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
