/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.notifications;

import java.util.List;
import java.util.function.LongFunction;

/** Where notifications are kept. Joins the transaction on the thread. */
public interface NotificationStore {
    /** How many of one extension in one organisation are kept; older ones go. */
    int KEPT = 1000;

    /**
     * Appends one under the number after the last. Numbers become visible in their order: whoever has seen one never finds a smaller
     * one later.
     */
    void append(LongFunction<Notice> next);

    /**
     * Returns notifications after a number, in order.
     *
     * @param recipients whose
     * @param limit at most so many
     */
    List<Notice> read(String organization, List<String> recipients, long after, int limit);

    /** Returns the number of the last one, 0 before the first. */
    long last();

    /** Returns up to which number somebody has read, 0 at first. */
    long seen(String organization, String reader);

    /** Keeps up to which number somebody has read; it never goes back. */
    void see(String organization, String reader, long sequence);
}
