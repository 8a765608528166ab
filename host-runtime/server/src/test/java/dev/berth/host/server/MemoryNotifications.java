/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import dev.berth.host.port.notifications.Notice;
import dev.berth.host.port.notifications.NotificationStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/** Notifications in memory. */
final class MemoryNotifications implements NotificationStore {
    private final List<Notice> notices = new ArrayList<>();
    private final Map<String, Long> seen = new HashMap<>();

    @Override
    public synchronized void append(LongFunction<Notice> next) {
        notices.add(next.apply(last() + 1));
    }

    @Override
    public synchronized List<Notice> read(String organization, List<String> recipients, long after, int limit) {
        return notices.stream()
                .filter(notice -> notice.sequence() > after)
                .filter(notice -> notice.organization().equals(organization) && recipients.contains(notice.recipient()))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized long last() {
        return notices.size();
    }

    @Override
    public synchronized long seen(String organization, String reader) {
        return seen.getOrDefault(organization + "/" + reader, 0L);
    }

    @Override
    public synchronized void see(String organization, String reader, long sequence) {
        seen.merge(organization + "/" + reader, sequence, Math::max);
    }
}
