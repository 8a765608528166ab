/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.notifications;

import dev.berth.sdk.port.Actor;
import dev.berth.sdk.port.Notification;
import dev.berth.sdk.value.ExtensionId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The notifications of a host: kept, read by those they are for, and waited for. Safe for several threads. */
public final class Feed {
    /** The most that one reading returns. */
    public static final int MOST = 1000;

    private final NotificationStore store;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();
    private final AtomicLong additions = new AtomicLong();

    public Feed(NotificationStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    void add(ExtensionId extension, String organization, String recipient, Notification notification) {
        store.append(sequence -> new Notice(
                sequence,
                clock.instant(),
                extension,
                organization,
                recipient,
                notification.level(),
                notification.title(),
                notification.body()));
        lock.lock();
        try {
            additions.incrementAndGet();
            added.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns what somebody may read, in order.
     *
     * @param after only those after this number
     * @param limit at most so many, up to {@link #MOST}
     */
    public List<Notice> read(String organization, Actor reader, long after, int limit) {
        return store.read(organization, Recipient.readBy(reader), after, Math.min(limit, MOST));
    }

    /**
     * Returns what somebody may read after a number, as soon as there is something.
     *
     * @param patience when to give up; what a transaction adds that is still open then, is found by the next call
     */
    public List<Notice> await(String organization, Actor reader, long after, Duration patience)
            throws InterruptedException {
        long nanos = patience.toNanos();
        while (true) {
            long known = additions.get();
            List<Notice> found = read(organization, reader, after, MOST);
            if (!found.isEmpty() || nanos <= 0) {
                return found;
            }
            nanos = awaitAddition(known, nanos);
        }
    }

    private long awaitAddition(long known, long patience) throws InterruptedException {
        long nanos = patience;
        lock.lockInterruptibly();
        try {
            while (additions.get() == known && nanos > 0) {
                nanos = added.awaitNanos(nanos);
            }
            return nanos;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the number of the last notification of all, 0 before the first. */
    public long last() {
        return store.last();
    }

    /** Returns up to which number somebody has read. */
    public long seen(String organization, Actor reader) {
        return store.seen(organization, reader.userId().orElse(""));
    }

    /** Keeps that somebody has read up to a number; it never goes back. */
    public void see(String organization, Actor reader, long sequence) {
        store.see(organization, reader.userId().orElse(""), sequence);
    }
}
