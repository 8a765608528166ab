/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit.memory;

import dev.berth.sdk.port.Notification;
import dev.berth.sdk.port.ObjectsPort.ObjectVersion;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.UsageEvent;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All that is stored, emitted and registered. A refused hook takes back what it changed: the host keeps a copy (PORT-69). */
final class Memory {
    final Map<Row, String> values = new LinkedHashMap<>();
    final Map<Row, List<ObjectVersion>> objects = new LinkedHashMap<>();
    final Map<String, RecordedJob> jobs = new LinkedHashMap<>();
    final List<Notification> notifications = new ArrayList<>();
    final Map<Row, UsageEvent> usage = new LinkedHashMap<>();
    final List<Contribution> contributions = new ArrayList<>();

    /** Where a value stands (PORT-64). */
    record Row(PortName port, String organization, String key) {}

    Memory copy() {
        Memory copy = new Memory();
        copy.values.putAll(values);
        copy.objects.putAll(objects);
        copy.jobs.putAll(jobs);
        copy.notifications.addAll(notifications);
        copy.usage.putAll(usage);
        copy.contributions.addAll(contributions);
        return copy;
    }

    /** Adds it, in place of what its owner had in the slot. */
    void add(Contribution added) {
        for (int i = 0; i < contributions.size(); i++) {
            if (contributions.get(i).isIn(added.owner(), added.channel(), added.key())) {
                contributions.set(i, added);
                return;
            }
        }
        contributions.add(added);
    }

    Stream<Contribution> in(Channel channel) {
        return contributions.stream().filter(held -> held.channel() == channel);
    }

    Stream<Contribution> of(ExtensionId owner, Channel channel) {
        return in(channel).filter(held -> held.owner().equals(owner));
    }
}
