/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.ExtensionView;
import dev.berth.host.GrantView;
import dev.berth.host.grant.Grant;
import java.util.TreeMap;

/** LIFE-98: what the host believes is what the store holds, also where a transaction has failed. */
final class MemoryIsStore implements Invariant {
    @Override
    public void check(Lab lab, Event event) {
        TreeMap<String, String> stored = new TreeMap<>();
        lab.host
                .store
                .extensions()
                .load()
                .rows()
                .forEach(row -> stored.put(
                        row.id().value(),
                        row.manifest().version() + " " + row.current().number() + " " + row.status()));
        TreeMap<String, String> seen = new TreeMap<>();
        for (ExtensionView view : event.after().views().values()) {
            seen.put(view.id(), view.version() + " " + view.revision() + " " + view.status());
        }
        assertThat(seen).as("rows").isEqualTo(stored);
        assertThat(lab.host.runtime().grants().stream()
                        .map(MemoryIsStore::told)
                        .sorted()
                        .toList())
                .as("decisions")
                .isEqualTo(lab.host.store.grants().load().rows().stream()
                        .map(MemoryIsStore::told)
                        .sorted()
                        .toList());
    }

    private static String told(GrantView seen) {
        return seen.extension() + " in " + seen.organization() + " " + seen.approved();
    }

    private static String told(Grant kept) {
        return kept.extension() + " in " + kept.organization().orElse("") + " "
                + kept.standing().approved().names();
    }
}
