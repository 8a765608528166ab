/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.live;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/**
 * The door of one revision. A caller enters before it runs code of the revision and leaves after; once closed nobody enters,
 * and whoever is inside may finish (ENG-33, I3, I4).
 *
 * <p>In-flight calls are counted in stripes, one cache line each, so that callers on several cores do not contend. A caller
 * leaves by the stripe it entered; hence no stripe is ever below what is inside, and a sum of zero after closing means empty.
 */
public final class CallGate {
    /** What {@link #enter()} returns when the gate is closed. */
    public static final int CLOSED = -1;

    private static final int STRIPES = 8;
    private static final int INTS_A_LINE = 32;

    private final AtomicIntegerArray inside = new AtomicIntegerArray(STRIPES * INTS_A_LINE);
    private final Set<Runnable> aborts = ConcurrentHashMap.newKeySet();
    private final Duration hold;
    private volatile boolean closed;
    private volatile boolean aborted;

    /** Holds callers for half a minute. */
    public CallGate() {
        this(Duration.ofSeconds(30));
    }

    /** @param hold how long a caller that meets it closed waits for what comes in its place (LIFE-103) */
    public CallGate(Duration hold) {
        this.hold = hold;
    }

    /** Returns how long a caller that meets it closed waits for what comes in its place. */
    public Duration hold() {
        return hold;
    }

    /** Enters, and returns the ticket to leave with; {@link #CLOSED} means: read the live set again and go there. */
    public int enter() {
        if (closed) {
            // Callers that try again and again must not be counted: the gate would never be seen empty.
            return CLOSED;
        }
        int ticket = ((int) Thread.currentThread().threadId() & STRIPES - 1) * INTS_A_LINE;
        inside.getAndIncrement(ticket);
        if (closed) {
            inside.getAndDecrement(ticket);
            return CLOSED;
        }
        return ticket;
    }

    /** Leaves. */
    public void exit(int ticket) {
        inside.getAndDecrement(ticket);
    }

    /** Closes the gate for good. */
    public void close() {
        closed = true;
    }

    public boolean isClosed() {
        return closed;
    }

    /** Returns how many calls are inside; exact once the gate is closed and nobody leaves. */
    public int inFlight() {
        int sum = 0;
        for (int stripe = 0; stripe < STRIPES; stripe++) {
            sum += inside.get(stripe * INTS_A_LINE);
        }
        return sum;
    }

    /** Waits until all calls have left a closed gate; returns false if some are still inside after the limit. */
    public boolean awaitDrained(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        long pause = 10_000;
        while (inFlight() > 0) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(pause * 2, 5_000_000);
        }
        return true;
    }

    /** Adds what ends the wait of a caller with a typed abort; remove it when the call is over. */
    public void onAbort(Runnable abort) {
        aborts.add(abort);
    }

    /** Removes it. */
    public void offAbort(Runnable abort) {
        aborts.remove(abort);
    }

    /** Tells whether callers were given up that were still inside: what they end in tells nothing. */
    public boolean isAborted() {
        return aborted;
    }

    /** Ends the wait of all callers that are still inside (LIFE-99). */
    public void abortRemaining() {
        aborted = true;
        aborts.forEach(Runnable::run);
    }
}
