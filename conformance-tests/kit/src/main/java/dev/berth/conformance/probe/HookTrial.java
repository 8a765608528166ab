/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.probe;

import dev.berth.conformance.Subject;
import dev.berth.conformance.probe.child.Event;
import java.util.List;

/** Tries the hooks of an extension: runs its code, which no gate does by itself (GATE-4). */
@FunctionalInterface
public interface HookTrial {
    /**
     * Tries them.
     *
     * @param entry the entry class, which the subject has
     */
    Outcome run(Subject subject, String entry);

    /**
     * What came of it.
     *
     * @param events as they happened
     */
    record Outcome(End end, List<Event> events) {
        /** Copies the list. */
        public Outcome {
            events = List.copyOf(events);
        }
    }

    /** How it ended. */
    sealed interface End {
        /** The child told all. */
        record Verdict() implements End {}

        /**
         * The child was still busy and was killed.
         *
         * @param limit how long it had, for people
         */
        record Timeout(String limit) implements End {}

        /** The child ended without a word, or with the wrong one. */
        record NoVerdict() implements End {}

        /**
         * There was no child.
         *
         * @param reason why, for people
         */
        record NotStarted(String reason) implements End {}
    }
}
