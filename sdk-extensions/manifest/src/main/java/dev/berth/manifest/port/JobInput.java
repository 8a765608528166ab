/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.port;

import dev.berth.sdk.port.JobOptions;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.value.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What jobs must be (PORT-93, PORT-94). */
public record JobInput(PortProblems problems) {
    private static final int MOST_ATTEMPTS = 100;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Duration FARTHEST = Duration.ofDays(3660);
    private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final int GROWTH = 6;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private PortInput input() {
        return new PortInput(problems, PortName.JOBS);
    }

    /** Takes the name of a job. */
    public String name(String method, @Nullable String name) {
        return input().key(method, name);
    }

    /** Takes the handler of a name. */
    public <T> T handler(String name, @Nullable T handler) {
        if (handler == null) {
            throw input().refused(PortInput.call("registerWorker", name), "a handler", "null");
        }
        return handler;
    }

    /** Takes a payload, and returns its JSON text. */
    public String payload(String name, @Nullable JsonValue payload) {
        String call = PortInput.call("enqueue", name);
        return input().json(call, input().present(call, payload), PortInput.VALUE_LIMIT);
    }

    /** Takes options. */
    public JobOptions options(String name, @Nullable JobOptions given, Instant now) {
        String call = PortInput.call("enqueue", name);
        JobOptions options = input().present(call, given);
        if (options.runAt() == null || options.every() == null || options.idempotencyKey() == null) {
            throw input().refused(call, "options that may be empty", "null");
        }
        if (options.maxAttempts() < 1 || options.maxAttempts() > MOST_ATTEMPTS) {
            throw input().refused(
                            call, "\"maxAttempts\" from 1 to " + MOST_ATTEMPTS, String.valueOf(options.maxAttempts()));
        }
        Instant farthest = now.plus(FARTHEST);
        options.runAt().filter(farthest::isBefore).ifPresent(found -> {
            throw input().refused(call, "a \"runAt\" within ten years", found.toString());
        });
        options.every()
                .filter(pause -> pause.compareTo(SHORTEST) < 0 || pause.compareTo(LONGEST) > 0)
                .ifPresent(found -> {
                    throw input().refused(call, "an \"every\" from one second to 366 days", found.toString());
                });
        options.idempotencyKey()
                .filter(key -> !IDEMPOTENCY_KEY.matcher(key).matches())
                .ifPresent(found -> {
                    throw input().refused(
                                    call,
                                    "an \"idempotencyKey\" of 1 to 200 visible ASCII characters",
                                    PortInput.shown(found));
                });
        return options;
    }

    /** Returns when a job with these options is due first; a time that has passed is now. */
    public static Instant due(JobOptions options, Instant now) {
        return options.runAt().filter(now::isBefore).orElse(now);
    }

    /** Returns how long to wait after so many failed attempts: 10 s, 1 min, 6 min, 36 min, then always 1 h. */
    public static Duration pause(int attempts) {
        Duration pause = FIRST_PAUSE;
        for (int i = 1; i < attempts && pause.compareTo(LONGEST_PAUSE) < 0; i++) {
            pause = pause.multipliedBy(GROWTH);
        }
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
