/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.fake;

import dev.berth.host.audit.AuditEntry;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.grant.Grant;
import dev.berth.host.identity.Token;
import dev.berth.host.journal.BatchEntry;
import dev.berth.host.journal.JournalEntry;
import dev.berth.host.kind.NativeRow;
import dev.berth.host.namespace.Named;
import dev.berth.host.permission.Mount;
import dev.berth.host.permission.PermissionRow;
import dev.berth.host.port.jobs.Job;
import dev.berth.host.port.objects.ObjectStore;
import dev.berth.host.port.secrets.SecretName;
import dev.berth.host.port.secrets.SecretStore;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that a transaction keeps or not; a copy is the way back. */
final class MemoryState {
    final SortedMap<ExtensionId, InstalledExtension> rows = new TreeMap<>();
    final SortedMap<String, NativeRow> natives = new TreeMap<>();
    final SortedMap<String, Grant> grants = new TreeMap<>();
    final SortedMap<String, PermissionRow> permissions = new TreeMap<>();
    final SortedMap<String, Mount> mounts = new TreeMap<>();
    final SortedMap<String, Token> tokens = new TreeMap<>();
    final SortedMap<String, Named> namespaces = new TreeMap<>();
    final Map<String, String> settings = new TreeMap<>();
    final Map<String, String> marks = new TreeMap<>();
    final SortedMap<SecretName, SecretStore.Row> secrets = new TreeMap<>(MemorySecrets.ORDER);
    final Map<ObjectStore.Key, List<ObjectStore.Draft>> objects = new LinkedHashMap<>();
    final Map<String, Job> jobs = new LinkedHashMap<>();
    final List<AuditEntry> audit = new ArrayList<>();
    final List<JournalEntry> journal = new ArrayList<>();
    final List<BatchEntry> batches = new ArrayList<>();
    final List<Problem> unreadable = new ArrayList<>();
    final List<InstalledExtension> salvaged = new ArrayList<>();
    final List<Problem> unreadableGrants = new ArrayList<>();

    MemoryState copy() {
        MemoryState copy = new MemoryState();
        copy.rows.putAll(rows);
        copy.natives.putAll(natives);
        copy.grants.putAll(grants);
        copy.permissions.putAll(permissions);
        copy.mounts.putAll(mounts);
        copy.tokens.putAll(tokens);
        copy.namespaces.putAll(namespaces);
        copy.settings.putAll(settings);
        copy.marks.putAll(marks);
        copy.secrets.putAll(secrets);
        objects.forEach((key, versions) -> copy.objects.put(key, new ArrayList<>(versions)));
        copy.jobs.putAll(jobs);
        copy.audit.addAll(audit);
        copy.journal.addAll(journal);
        copy.batches.addAll(batches);
        copy.unreadable.addAll(unreadable);
        copy.salvaged.addAll(salvaged);
        copy.unreadableGrants.addAll(unreadableGrants);
        return copy;
    }

    String text() {
        return Stream.of(rows, natives, grants, permissions, tokens, namespaces, settings, secrets, objects, jobs)
                .map(Map::toString)
                .collect(Collectors.joining("\n"));
    }
}
