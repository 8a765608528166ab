/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The database hosts on which nothing is ever purged: each of these, and each below one of them (LIFE-118). */
record ProductionHosts(List<String> names) {
    static ProductionHosts of(Collection<String> names) {
        return new ProductionHosts(names.stream().map(ProductionHosts::plain).toList());
    }

    /** Returns the first of some hosts that is one. */
    Optional<String> match(Collection<String> hosts) {
        return hosts.stream()
                .filter(host -> names.stream()
                        .anyMatch(
                                name -> plain(host).equals(name) || plain(host).endsWith("." + name)))
                .findFirst();
    }

    /** Names are the same in capitals and with a dot at the end. */
    private static String plain(String host) {
        String lower = host.strip().toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
