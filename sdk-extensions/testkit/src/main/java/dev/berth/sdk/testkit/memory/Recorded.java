/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit.memory;

import dev.berth.sdk.port.Notification;
import dev.berth.sdk.port.UsageEvent;
import dev.berth.sdk.problem.Problem;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an extension has done, at one instant.
 *
 * @param contributed what is registered, by slot and in order
 * @param dropped how many bad events of usage there were
 * @param warnings what an operator would be told
 */
public record Recorded(
        Map<Channel, Map<String, Object>> contributed,
        List<RecordedJob> jobs,
        List<Notification> notifications,
        List<UsageEvent> usage,
        int dropped,
        List<String> log,
        List<Problem> warnings) {
    static Map<String, Object> ordered(Stream<Contribution> contributions) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        contributions.forEach(one -> ordered.put(one.key(), one.value()));
        return Collections.unmodifiableMap(ordered);
    }
}
