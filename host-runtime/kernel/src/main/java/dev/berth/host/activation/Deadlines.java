/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import java.time.Duration;

/**
 * How long things may take (LIFE-26, LIFE-99, PORT-4).
 *
 * @param call a tool call
 * @param job one attempt of a job (PORT-95)
 * @param drain how long calls of an old revision may take to finish, and new ones are held while an exclusive one is replaced
 * @param stuck how long after an interruption a thread may go on before it counts as stuck
 * @param overdue what becomes of calls of an old revision past their drain limit
 */
public record Deadlines(
        Duration config,
        Duration register,
        Duration bootstrap,
        Duration destroy,
        Duration call,
        Duration job,
        Duration drain,
        Duration stuck,
        Overdue overdue) {
    /** 5 s, 30 s, 60 s, 15 s, 30 s, 10 min, 30 s, 5 s. */
    public static final Deadlines DEFAULT = new Deadlines(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofMinutes(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5));

    /** What becomes of calls past the drain limit (ENG-33); their callers are answered {@code call-aborted} in both cases. */
    public enum Overdue {
        /** Their threads may run on; their handles are closed. */
        ABORT,
        /** Their threads are interrupted. */
        INTERRUPT
    }

    /** Gives calls up past their drain limit, and lets their threads run on. */
    public Deadlines(
            Duration config,
            Duration register,
            Duration bootstrap,
            Duration destroy,
            Duration call,
            Duration job,
            Duration drain,
            Duration stuck) {
        this(config, register, bootstrap, destroy, call, job, drain, stuck, Overdue.ABORT);
    }

    /** Returns them with another end for calls past the drain limit. */
    public Deadlines overdue(Overdue value) {
        return new Deadlines(config, register, bootstrap, destroy, call, job, drain, stuck, value);
    }
}
