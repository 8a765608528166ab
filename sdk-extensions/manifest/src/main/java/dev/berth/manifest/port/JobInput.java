/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.port;

import dev.berth.sdk.port.JobOptions;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.value.JsonValue;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What jobs must be (PORT-93, PORT-94). */
public record JobInput(PortProblems problems) {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);

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
    public JobOptions options(String name, @Nullable JobOptions given) {
        String call = PortInput.call("enqueue", name);
        JobOptions options = input().present(call, given);
        if (options.runAt() == null || options.every() == null || options.idempotencyKey() == null) {
            throw input().refused(call, "options that may be empty", "null");
        }
        if (options.maxAttempts() < 1) {
            throw input().refused(call, "1 attempt or more", String.valueOf(options.maxAttempts()));
        }
        if (options.every()
                .filter(pause -> pause.isZero() || pause.isNegative())
                .isPresent()) {
            throw input().refused(
                            call,
                            "a pause longer than none",
                            options.every().get().toString());
        }
        options.idempotencyKey().ifPresent(key -> input().key(call, key));
        return options;
    }

    /** Returns how long to wait after an attempt that failed; it doubles. */
    public static Duration pause(int attempts) {
        return FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 12));
    }
}
