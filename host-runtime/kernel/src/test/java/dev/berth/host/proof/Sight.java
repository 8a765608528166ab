/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.proof;

import dev.berth.host.ExtensionDetail;
import dev.berth.host.ExtensionView;
import dev.berth.host.GrantView;
import dev.berth.host.fake.FakeHost;
import dev.berth.host.live.Caller;
import dev.berth.sdk.value.ExtensionId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A host as it is between two steps, from outside.
 *
 * @param details of the same extensions
 * @param stored rows, grants, settings and the rest of the store, as text
 * @param tools what each caller can call, and which version it would reach
 * @param loads what the engine was told so far
 * @param audited how many entries the audit has
 */
record Sight(
        Map<String, ExtensionView> views,
        Map<String, ExtensionDetail> details,
        List<GrantView> grants,
        Supplier<String> stored,
        Map<Caller, Map<String, String>> tools,
        long generation,
        List<String> loaded,
        List<String> loads,
        Set<String> contents,
        int open,
        int audited) {
    /** A request that was rolled back has been a request all the same; the decisions beside it are as before. */
    private static final Pattern WHO_AND_WHEN = Pattern.compile(", by=By\\[[^]]*], at=[^],]*");

    static Sight of(FakeHost host, List<Caller> callers) {
        Map<String, ExtensionView> views = new TreeMap<>();
        Map<String, ExtensionDetail> details = new TreeMap<>();
        for (ExtensionView view : host.runtime().extensions()) {
            views.put(view.id(), view);
            details.put(view.id(), host.runtime().extension(ExtensionId.of(view.id())));
        }
        Map<Caller, Map<String, String>> tools = new LinkedHashMap<>();
        for (Caller caller : callers) {
            Map<String, String> seen = new TreeMap<>();
            host.runtime().tools(caller).forEach(tool -> seen.put(tool.name(), tool.ownerVersion()));
            tools.put(caller, seen);
        }
        Supplier<String> stored = host.store.kept();
        return new Sight(
                views,
                details,
                host.runtime().grants(),
                () -> WHO_AND_WHEN.matcher(stored.get()).replaceAll(""),
                tools,
                host.runtime().status().generation(),
                host.engine.loaded(),
                host.engine.log(),
                host.contents.digests(),
                host.store.journal().open().size(),
                host.store.auditLines().size());
    }

    /** Returns the row that decides about an extension in an organisation. */
    GrantView deciding(String id, String organization) {
        return grants.stream()
                .filter(row -> row.extension().equals(id) && row.organization().equals(organization))
                .findFirst()
                .or(() -> grants.stream()
                        .filter(row ->
                                row.extension().equals(id) && row.organization().isEmpty())
                        .findFirst())
                .orElseThrow();
    }

    boolean isActive(String id) {
        ExtensionView view = views.get(id);
        return view != null && view.state().equals("ACTIVE");
    }
}
