/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.port;

import dev.berth.sdk.port.UsageEvent;
import dev.berth.sdk.port.UsageEvent.LlmUsage;
import dev.berth.sdk.port.UsageEvent.ServiceUsage;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an event of usage must be (PORT-108). */
public final class UsageInput {
    private static final int LONGEST = 200;

    private UsageInput() {}

    /** Says why it is none. */
    public static Optional<String> flaw(@Nullable UsageEvent event) {
        if (event == null || event.occurredAt() == null) {
            return Optional.of("an event with its time is needed");
        }
        Stream<@Nullable String> names;
        LongStream counts;
        double credits = 0;
        if (event instanceof LlmUsage llm) {
            names = Stream.of(llm.operation(), llm.idempotencyKey(), llm.provider(), llm.model());
            counts = LongStream.of(llm.inputTokens(), llm.outputTokens());
        } else {
            ServiceUsage service = (ServiceUsage) event;
            names = Stream.of(service.operation(), service.idempotencyKey(), service.service());
            counts = LongStream.of(service.requests(), service.results());
            credits = service.credits() == null ? -1 : service.credits().orElse(0);
        }
        if (!names.allMatch(name -> name != null && !name.isBlank() && name.length() <= LONGEST)) {
            return Optional.of("names of 1 to " + LONGEST + " characters are needed");
        }
        return counts.allMatch(count -> count >= 0) && credits >= 0 && Double.isFinite(credits)
                ? Optional.empty()
                : Optional.of("counts of 0 or more are needed");
    }
}
