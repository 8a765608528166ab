/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import dev.berth.host.extension.Revision;
import dev.berth.sdk.problem.Problem;
import java.util.Optional;

/** What became of one extension in a pass (LIFE-21). */
public sealed interface Outcome {
    Revision revision();

    /** Returns why it is not active. */
    default Optional<Problem> why() {
        return Optional.empty();
    }

    /** It registered and, if it has the hook, bootstrapped; or it is payload only. */
    record Activated(Revision revision) implements Outcome {}

    /** It was not tried, or did not want to; it waits for something to change. */
    record Skipped(Revision revision, Problem problem) implements Outcome {
        @Override
        public Optional<Problem> why() {
            return Optional.of(problem);
        }
    }

    /** A hook or a check failed; nothing of it is registered. */
    record Failed(Revision revision, Problem problem) implements Outcome {
        @Override
        public Optional<Problem> why() {
            return Optional.of(problem);
        }
    }

    /** It was taken down; the problem is a destroy hook that failed, which stops nothing (LIFE-32). */
    record Stopped(Revision revision, Optional<Problem> problem) implements Outcome {
        @Override
        public Optional<Problem> why() {
            return problem;
        }
    }
}
