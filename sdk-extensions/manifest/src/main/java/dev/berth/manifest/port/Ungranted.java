/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.port;

import java.util.Locale;

/** Why a port cannot be used now (PORT-18). */
public enum Ungranted {
    UNDECLARED("The manifest does not request it."),
    PENDING("It is requested and nobody has decided yet."),
    DENIED("It was denied."),
    REVOKED("It was revoked.");

    private final String sentence;

    Ungranted(String sentence) {
        this.sentence = sentence;
    }

    /** Returns the reason for people. */
    public String sentence() {
        return sentence;
    }

    /** Returns the reason for programs, {@code undeclared}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
