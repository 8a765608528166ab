/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.port;

import java.time.Instant;
import java.util.OptionalDouble;
import org.osgi.annotation.versioning.ProviderType;

/** Something that costs (PORT-108). The same key of one extension and organisation counts once. */
@ProviderType
public sealed interface UsageEvent {
    /** Returns what was done. */
    String operation();

    /** Returns when. */
    Instant occurredAt();

    /** Returns the key under which it counts once. */
    String idempotencyKey();

    /** Use of a language model; token counts are 0 or more. */
    record LlmUsage(
            String operation,
            Instant occurredAt,
            String idempotencyKey,
            String provider,
            String model,
            long inputTokens,
            long outputTokens)
            implements UsageEvent {}

    /** Use of an outside service; counts are 0 or more. */
    record ServiceUsage(
            String operation,
            Instant occurredAt,
            String idempotencyKey,
            String service,
            long requests,
            long results,
            OptionalDouble credits)
            implements UsageEvent {}
}
