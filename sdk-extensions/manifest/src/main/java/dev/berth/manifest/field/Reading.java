/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.field;

import dev.berth.manifest.Edge;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.ExtensionManifest.Owns;
import dev.berth.manifest.ExtensionManifest.Provides;
import dev.berth.manifest.Kind;
import dev.berth.manifest.LiveView;
import dev.berth.manifest.ManifestDetails;
import dev.berth.manifest.ManifestPolicy;
import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.SemVer;
import dev.berth.manifest.VersionRange;
import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.finding.Findings;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Place;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One pass over one manifest: what may be looked at, what was found, and the values read so far. */
public final class Reading {
    private final PackageEntries entries;
    private final ManifestPolicy policy;
    private final Optional<LiveView> live;
    private final Findings findings;

    Optional<ExtensionId> id = Optional.empty();
    Optional<SemVer> version = Optional.empty();
    Optional<Kind> kind = Optional.empty();
    String description = "";
    Optional<String> license = Optional.empty();
    Optional<String> displayName = Optional.empty();
    Optional<Node.Text> serverEntry = Optional.empty();
    VersionRange sdkAbi = VersionRange.open();
    final Set<PortName> ports = EnumSet.noneOf(PortName.class);
    final List<String> permissions = new ArrayList<>();
    final List<Provides> provides = new ArrayList<>();
    final List<Owns> owns = new ArrayList<>();
    final List<Edge> edges = new ArrayList<>();
    final Set<String> roles = new LinkedHashSet<>();
    final Map<String, String> envOverrides = new LinkedHashMap<>();
    Optional<String> logo = Optional.empty();
    Optional<String> migrationsDir = Optional.empty();
    Optional<String> uiSurface = Optional.empty();
    Optional<JsonObject> configSchema = Optional.empty();
    Set<String> exportedPackages = Set.of();
    boolean adminOnly = true;
    boolean exclusiveSwap;

    /** Starts a pass. */
    public Reading(PackageEntries entries, ManifestPolicy policy, Optional<LiveView> live, Findings findings) {
        this.entries = entries;
        this.policy = policy;
        this.live = live;
        this.findings = findings;
    }

    /** Returns the files of the package. */
    public PackageEntries entries() {
        return entries;
    }

    /** Returns what the host decides. */
    public ManifestPolicy policy() {
        return policy;
    }

    /** Returns what is live beside the judged extension, where the caller knows it. */
    public Optional<LiveView> live() {
        return live;
    }

    /** Returns the live extensions but the judged one. */
    public List<LiveView.Live> others() {
        return live.stream()
                .flatMap(view -> view.extensions().stream())
                .filter(other -> !id.equals(Optional.of(other.id())))
                .toList();
    }

    /** Returns what was found so far. */
    public Findings findings() {
        return findings;
    }

    /** Returns the id, unless it is malformed. */
    public Optional<ExtensionId> id() {
        return id;
    }

    /** Returns the version, unless it is malformed. */
    public Optional<SemVer> version() {
        return version;
    }

    /** Returns the kind, unless it is unknown. */
    public Optional<Kind> kind() {
        return kind;
    }

    /** Returns the entry class, unless it is malformed. */
    public Optional<Node.Text> serverEntry() {
        return serverEntry;
    }

    /** Returns the edges. */
    public List<Edge> edges() {
        return List.copyOf(edges);
    }

    /** Keeps the Java packages that the bundle exports. */
    public void exports(Set<String> packages) {
        exportedPackages = packages;
    }

    /** Makes the manifest of what was read; empty if something refuses or is missing. */
    public Optional<ExtensionManifest> manifest(String json) {
        return findings.hasError() ? Optional.empty() : accepted(json);
    }

    /** Makes the manifest of what was read, whatever was found; for one that was judged before. */
    public Optional<ExtensionManifest> accepted(String json) {
        if (id.isEmpty() || version.isEmpty() || kind.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ExtensionManifest(
                id.get(),
                version.get(),
                kind.get(),
                description,
                displayName,
                serverEntry.map(Node.Text::value),
                sdkAbi,
                Collections.unmodifiableSet(ports),
                List.copyOf(permissions),
                List.copyOf(provides),
                List.copyOf(owns),
                List.copyOf(edges),
                exclusiveSwap,
                json,
                new ManifestDetails(
                        license,
                        roles,
                        exportedPackages,
                        uiSurface,
                        configSchema,
                        envOverrides,
                        logo,
                        migrationsDir,
                        adminOnly)));
    }

    /** Starts a fault at a value of the manifest and reports nothing yet. */
    static Fault fault(ProblemCode code, Place place, String field) {
        return Fault.of(code, Findings.at(place, field));
    }

    /** Reports a fault. */
    void report(Fault fault) {
        findings.add(fault);
    }
}
