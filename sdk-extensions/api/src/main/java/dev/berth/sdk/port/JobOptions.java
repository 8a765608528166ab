/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.port;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a job runs (PORT-94).
 *
 * @param runAt not before this time; empty for now
 * @param every again after each such pause; empty for once
 * @param idempotencyKey a second enqueue with the same key is the same job
 * @param maxAttempts 1 or more; then the job is dead
 */
public record JobOptions(
        Optional<Instant> runAt, Optional<Duration> every, Optional<String> idempotencyKey, int maxAttempts) {
    /** Once, now, five attempts. */
    public static final JobOptions DEFAULT = new JobOptions(Optional.empty(), Optional.empty(), Optional.empty(), 5);
}
