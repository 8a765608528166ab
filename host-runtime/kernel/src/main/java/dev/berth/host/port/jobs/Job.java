/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.jobs;

import dev.berth.host.live.Caller;
import dev.berth.sdk.value.ExtensionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One job: what was asked for, and how far it is. */
public record Job(Order order, Progress progress) {
    /**
     * What one worker works on in one organisation: names belong to the extension, so that two extensions may use the same one
     * (PORT-93), and an organisation that takes the port back pauses its own jobs alone (PORT-53).
     */
    public record Name(ExtensionId extension, String text, String organization) {}

    /**
     * What was asked for, and by whom; it never changes.
     *
     * @param id one a job; made of the idempotency key if there is one, so that the same key is the same job
     * @param caller for whom it runs (PORT-95)
     * @param payload JSON text
     * @param every the pause after which it runs again; empty for once
     * @param maxAttempts then it is dead
     */
    public record Order(
            String id,
            Name name,
            Caller caller,
            String payload,
            Optional<Duration> every,
            int maxAttempts,
            Instant createdAt) {
        /** Returns the organisation it runs in; a job has one (PORT-61). */
        public String organization() {
            return name.organization();
        }
    }

    /**
     * How far it is.
     *
     * @param attempts that have ended, of the run that is due
     * @param at when it is due, or when it ended
     * @param problem what was wrong at the last attempt, as JSON text
     */
    public record Progress(State state, int attempts, Instant at, Optional<String> problem) {
        /** Waits for its first attempt. */
        static Progress due(Instant at) {
            return new Progress(State.WAITING, 0, at, Optional.empty());
        }
    }

    /** What is kept of its state; whether it runs now, and whether its worker is there, is seen at the moment. */
    public enum State {
        /** It is to run: now, later or again. */
        WAITING,
        /** It ran. */
        DONE,
        /** Its attempts are used up (PORT-94). */
        DEAD,
        /** An operator does not want it to run. */
        CANCELLED
    }

    /** Returns this job, further on. */
    public Job with(Progress next) {
        return new Job(order, next);
    }

    /** Returns what people call it. */
    String subject() {
        return "The job \"" + order.name().text() + "\" (" + order.id() + ") of "
                + order.name().extension();
    }
}
