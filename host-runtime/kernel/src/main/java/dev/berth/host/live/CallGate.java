/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.live;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The door of one revision. A caller enters before it runs code of the revision and leaves after; once closed nobody enters,
 * and whoever is inside may finish (ENG-33, I3, I4).
 *
 * <p>In-flight calls are counted in one number, until two callers get in each other's way there; from then on in stripes too, one
 * cache line each, so that callers on several cores do not contend. Most gates of many never come to that. A caller leaves by the
 * stripe it entered; hence no stripe is ever below what is inside, and a sum of zero after closing means empty.
 */
public final class CallGate {
    /** What {@link #enter()} returns when the gate is closed. */
    public static final int CLOSED = -1;

    private static final int STRIPES = 8;
    private static final int INTS_A_LINE = 32;

    /** The ticket of who was counted in the one number; those of stripes lie above. */
    private static final int ALONE = 0;

    private final AtomicInteger alone = new AtomicInteger();
    private final Set<Runnable> aborts = ConcurrentHashMap.newKeySet(1);
    private final Duration hold;
    private volatile @Nullable AtomicIntegerArray stripes;
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
        int ticket = count();
        if (closed) {
            exit(ticket);
            return CLOSED;
        }
        return ticket;
    }

    private int count() {
        AtomicIntegerArray known = stripes;
        if (known == null) {
            int before = alone.get();
            if (alone.compareAndSet(before, before + 1)) {
                return ALONE;
            }
            known = striped();
        }
        int ticket = (((int) Thread.currentThread().threadId() & STRIPES - 1) + 1) * INTS_A_LINE;
        known.getAndIncrement(ticket);
        return ticket;
    }

    private synchronized AtomicIntegerArray striped() {
        AtomicIntegerArray known = stripes;
        if (known == null) {
            known = new AtomicIntegerArray((STRIPES + 1) * INTS_A_LINE);
            stripes = known;
        }
        return known;
    }

    /** Leaves. */
    public void exit(int ticket) {
        AtomicIntegerArray known = stripes;
        if (ticket == ALONE || known == null) {
            alone.getAndDecrement();
        } else {
            known.getAndDecrement(ticket);
        }
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
        AtomicIntegerArray known = stripes;
        int sum = alone.get();
        for (int stripe = 1; known != null && stripe <= STRIPES; stripe++) {
            sum += known.get(stripe * INTS_A_LINE);
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
