/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;

/** What happens at a step of {@link HaltingParts}. */
enum Interruption {
    /** The process is gone. */
    KILL {
        @Override
        void happen() {
            Runtime.getRuntime().halt(137);
        }
    },
    /** The same for the host, in a process that goes on: from now on, its parts do nothing any more. */
    POWER_LOSS {
        @Override
        void happen() {
            throw new Lost();
        }
    },
    /** This one thing cannot be done; the host goes on. */
    FAULT {
        @Override
        void happen() {
            throw new ProblemException(
                    Problem.of(ProblemCode.DISK_FULL, "the disk", "The disk is full, says the test."));
        }
    };

    abstract void happen();

    /** Runs what may be interrupted. */
    void during(Runnable work) {
        try {
            work.run();
        } catch (ProblemException refused) {
            if (this == KILL) {
                throw refused;
            }
        } catch (IllegalStateException thrown) {
            if (!(thrown.getCause() instanceof Lost)) {
                throw thrown;
            }
        }
    }

    /** Thrown through a host whose power is gone. */
    static final class Lost extends Error {
        private static final long serialVersionUID = 1;

        Lost() {
            super("The power is gone", null, false, false);
        }
    }
}
