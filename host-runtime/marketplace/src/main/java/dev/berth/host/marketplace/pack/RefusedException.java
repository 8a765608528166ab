/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.pack;

import dev.berth.sdk.problem.Blame;
import dev.berth.sdk.problem.ProblemCode;

/** Ends the reading of an archive whose rest can have no meaning; never leaves this package. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final Blame blame;
    private final String found;

    /** Says what was found, as the part of a sentence that follows the file's name. */
    RefusedException(ProblemCode code, String found) {
        this(code, code.blame(), found);
    }

    RefusedException(ProblemCode code, Blame blame, String found) {
        super(found, null, false, false);
        this.code = code;
        this.blame = blame;
        this.found = found;
    }

    Blame blame() {
        return blame;
    }

    ProblemCode code() {
        return code;
    }

    String found() {
        return found;
    }
}
