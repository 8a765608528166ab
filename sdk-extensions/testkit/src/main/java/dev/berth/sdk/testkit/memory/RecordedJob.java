/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit.memory;

import dev.berth.sdk.port.Actor;
import dev.berth.sdk.port.JobOptions;
import dev.berth.sdk.value.JsonValue;
import java.time.Instant;
import java.util.Optional;

/**
 * A job that was enqueued.
 *
 * @param organizationId the organisation that it runs in
 * @param actor for whom it runs
 * @param dueAt not before this time
 * @param attempts how many have begun since it was enqueued, or since its last success if it repeats
 * @param failure what the last attempt threw
 */
public record RecordedJob(
        String id,
        String name,
        JsonValue payload,
        JobOptions options,
        String organizationId,
        Optional<Actor> actor,
        State state,
        Instant dueAt,
        int attempts,
        Optional<String> failure) {
    /** Where a job stands. */
    public enum State {
        WAITING,
        DONE,
        /** All its attempts failed (PORT-94). */
        DEAD
    }

    RecordedJob ended(State next, Instant due, int attempt, Optional<String> thrown) {
        return new RecordedJob(id, name, payload, options, organizationId, actor, next, due, attempt, thrown);
    }
}
