/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.discovery;

import dev.berth.host.extension.InstalledExtension;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.Kind;
import dev.berth.manifest.discovery.KindReader;
import dev.berth.manifest.discovery.Viewer;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks the reader of each kind what a viewer may see of what is live. The one place that calls readers (GATE-91). A reader that is
 * missing or fails costs its kind alone.
 */
public final class Discovery {
    private static final String HOST = "the host";

    private final Map<Kind, KindReader> readers = new EnumMap<>(Kind.class);

    /**
     * Makes a discovery.
     *
     * @param readers at most one a kind
     */
    public Discovery(Collection<KindReader> readers) {
        readers.forEach(reader -> {
            if (this.readers.put(reader.kind(), reader) != null) {
                throw new IllegalArgumentException("Two readers of kind " + reader.kind());
            }
        });
    }

    /** Returns what a viewer may see of what is installed. */
    public Discovered discover(Collection<InstalledExtension> installed, Viewer viewer) {
        Optional<String> where = Optional.of(viewer.scope()).filter(scope -> !scope.isEmpty());
        Map<Kind, List<ExtensionManifest>> live = installed.stream()
                .filter(row -> row.liveScopes().stream().anyMatch(scope -> scope.isSeenIn(where)))
                .map(InstalledExtension::manifest)
                .sorted(Comparator.comparing(manifest -> manifest.id().toString()))
                .collect(Collectors.groupingBy(
                        ExtensionManifest::kind, () -> new EnumMap<>(Kind.class), Collectors.toList()));
        List<ExtensionManifest> present = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        live.forEach((kind, manifests) -> {
            Set<ExtensionId> shown = read(kind, List.copyOf(manifests), viewer, problems);
            manifests.stream().filter(manifest -> shown.contains(manifest.id())).forEach(present::add);
        });
        return new Discovered(present, problems);
    }

    /** Tells whether callers of an organisation may see an extension; without one they see what the platform does. */
    public boolean shows(InstalledExtension row, Optional<String> organization) {
        Viewer viewer = new Viewer(Optional.empty(), organization.orElse(""));
        return !discover(List.of(row), viewer).present().isEmpty();
    }

    private Set<ExtensionId> read(Kind kind, List<ExtensionManifest> manifests, Viewer viewer, List<Problem> problems) {
        KindReader reader = readers.get(kind);
        if (reader == null) {
            problems.add(nothingOf(
                    kind,
                    ProblemCode.READER_MISSING,
                    "needs a reader for extensions of kind " + kind + "; found none"));
            return Set.of();
        }
        try {
            Set<ExtensionId> shown = reader.read(manifests, viewer);
            judge(kind, shown, manifests, problems);
            return shown;
        } catch (RuntimeException e) {
            problems.add(nothingOf(
                            kind,
                            ProblemCode.READER_FAILED,
                            "needs the reader of kind " + kind + " to answer; it failed")
                    .fact("exception", e.getClass().getName())
                    .fact("message", String.valueOf(e.getMessage())));
            return Set.of();
        }
    }

    private static Problem nothingOf(Kind kind, ProblemCode code, String what) {
        return Problem.of(
                        code,
                        HOST,
                        HOST + " " + what + ". Nothing of that kind is shown; the other kinds are not affected.")
                .fact("kind", kind.toString())
                .operator("report it to whoever maintains this host.");
    }

    /** What a reader adds by itself is left out, and said (GATE-87, GATE-90). */
    private static void judge(
            Kind kind, Set<ExtensionId> shown, List<ExtensionManifest> manifests, List<Problem> problems) {
        Set<ExtensionId> live = manifests.stream().map(ExtensionManifest::id).collect(Collectors.toSet());
        List<String> added = shown.stream()
                .filter(id -> !live.contains(id))
                .map(ExtensionId::toString)
                .sorted()
                .toList();
        if (!added.isEmpty()) {
            problems.add(Problem.of(
                            ProblemCode.DISCOVERY_CONTRACT,
                            HOST,
                            HOST + " needs the reader of kind " + kind + " to choose among what is live; it added "
                                    + String.join(", ", added.subList(0, Math.min(5, added.size())))
                                    + (added.size() > 5 ? " and " + (added.size() - 5) + " more" : "")
                                    + ". What it added is not shown.")
                    .fact("kind", kind.toString())
                    .fact("added", added)
                    .operator("report it to whoever maintains this host."));
        }
    }
}
