/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.notifications;

import dev.berth.host.extension.Transactor;
import dev.berth.sdk.port.Actor;
import dev.berth.sdk.port.Notification;
import dev.berth.sdk.value.ExtensionId;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The notifications of a host: kept, read by those they are for, and told of. Safe for several threads. */
public final class Feed {
    /** The most that one reading returns. */
    public static final int MOST = 1000;

    private final NotificationStore store;
    private final Transactor transactor;
    private final Clock clock;
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();

    public Feed(NotificationStore store, Transactor transactor, Clock clock) {
        this.store = store;
        this.transactor = transactor;
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
        transactor.afterwards(this::tell);
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }

    /**
     * Runs a listener, of its own for each that listens, whenever there may be more to read, on the thread that added it. It must be quick and must not throw.
     *
     * @return what stops it
     */
    public Runnable listen(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
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
