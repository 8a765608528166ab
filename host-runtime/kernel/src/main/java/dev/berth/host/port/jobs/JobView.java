/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.jobs;

import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.port.Actor;
import dev.berth.sdk.value.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A job as an operator sees it.
 *
 * @param attempts that have begun, of the run that is due
 * @param actor the user it runs for
 * @param at when it is due, or when it ended
 * @param problem what was wrong at the last attempt
 * @param payload in the view of one job; a list leaves it out
 */
public record JobView(
        String id,
        String extension,
        String organization,
        String name,
        State state,
        int attempts,
        int maxAttempts,
        Optional<Duration> every,
        Optional<String> actor,
        Instant createdAt,
        Instant at,
        Optional<JsonValue> problem,
        Optional<JsonValue> payload) {
    /** What an operator wants to tell apart. */
    public enum State {
        /** Due now or later. */
        WAITING,
        /** An attempt runs. */
        RUNNING,
        /** No worker: its extension is not active, or registered none, or lost the port. */
        PAUSED,
        /** Gave up; can be restarted. */
        DEAD,
        /** Ran; kept for a while. */
        DONE,
        /** Cancelled; kept for a while. */
        CANCELLED;

        /** Returns the state of this name. */
        public static Optional<State> find(String name) {
            return Arrays.stream(values())
                    .filter(state -> state.toString().equals(name))
                    .findFirst();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static JobView of(Job job, State state) {
        Job.Order order = job.order();
        Job.Progress progress = job.progress();
        return new JobView(
                order.id(),
                order.name().extension().value(),
                order.organization(),
                order.name().text(),
                state,
                progress.attempts() + (state == State.RUNNING ? 1 : 0),
                order.maxAttempts(),
                order.every(),
                order.caller().actor().flatMap(Actor::userId),
                order.createdAt(),
                progress.at(),
                progress.problem().map(StrictJson::parse),
                Optional.empty());
    }

    JobView with(JsonValue shown) {
        return new JobView(
                id,
                extension,
                organization,
                name,
                state,
                attempts,
                maxAttempts,
                every,
                actor,
                createdAt,
                at,
                problem,
                Optional.of(shown));
    }
}
