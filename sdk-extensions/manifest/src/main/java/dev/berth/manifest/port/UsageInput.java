/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.port;

import dev.berth.sdk.port.UsageEvent;
import dev.berth.sdk.port.UsageEvent.LlmUsage;
import dev.berth.sdk.port.UsageEvent.ServiceUsage;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an event of usage must be (PORT-108). */
public final class UsageInput {
    private static final int LONGEST = 200;

    /** A sum of as many events as there can be is still exact. */
    private static final long MOST = 1_000_000_000_000L;

    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");
    private static final Pattern NO_TEXT = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    private UsageInput() {}

    /** Says why it is none. */
    public static Optional<String> flaw(@Nullable UsageEvent event) {
        if (event == null || event.occurredAt() == null || !isTime(event.occurredAt())) {
            return Optional.of("an event with its time, from 1970 to 9999, is needed");
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
        if (!names.allMatch(UsageInput::isName)) {
            return Optional.of("names and a key of 1 to " + LONGEST + " characters of text are needed");
        }
        return counts.allMatch(count -> count >= 0 && count <= MOST) && credits >= 0 && credits <= MOST
                ? Optional.empty()
                : Optional.of("counts of 0 to " + MOST + " are needed");
    }

    private static boolean isTime(Instant at) {
        return !at.isBefore(FIRST) && !at.isAfter(LAST);
    }

    private static boolean isName(@Nullable String name) {
        return name != null
                && !name.isBlank()
                && name.length() <= LONGEST
                && !NO_TEXT.matcher(name).find();
    }
}
