/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.pack;

import dev.berth.sdk.problem.Problem;
import java.util.List;

/** What came of opening a file. */
public sealed interface Opened {
    /** It is a package whose container is sound. Its manifest was not judged. */
    record Sound(OpenPackage contents) implements Opened {}

    /** It is not; all problems that were found, at least one error. */
    record Refused(List<Problem> problems) implements Opened {
        /** Copies the problems. */
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
