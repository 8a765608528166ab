/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.reading;

import dev.berth.manifest.Edge;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.ExtensionManifest.Owns;
import dev.berth.manifest.ExtensionManifest.Provides;
import dev.berth.manifest.Kind;
import dev.berth.manifest.ManifestDetails;
import dev.berth.manifest.SemVer;
import dev.berth.manifest.VersionRange;
import dev.berth.manifest.json.Node;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The values of a manifest while it is read: each field's reader keeps what it found to be right. */
public final class Draft {
    private Optional<ExtensionId> id = Optional.empty();
    private Optional<SemVer> version = Optional.empty();
    private Optional<Kind> kind = Optional.empty();
    private String description = "";
    private Optional<String> license = Optional.empty();
    private Optional<String> displayName = Optional.empty();
    private Optional<Node.Text> serverEntry = Optional.empty();
    private VersionRange sdkAbi = VersionRange.open();
    private final Set<PortName> ports = EnumSet.noneOf(PortName.class);
    private final List<String> permissions = new ArrayList<>();
    private final List<Provides> provides = new ArrayList<>();
    private final List<Owns> owns = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private boolean edgesReadable = true;
    private final Set<String> roles = new LinkedHashSet<>();
    private final Map<String, String> envOverrides = new LinkedHashMap<>();
    private Set<String> exportedPackages = Set.of();
    private Optional<String> logo = Optional.empty();
    private Optional<String> migrationsDir = Optional.empty();
    private Optional<String> uiSurface = Optional.empty();
    private Optional<JsonObject> configSchema = Optional.empty();
    private Optional<String> devFixtures = Optional.empty();
    private boolean adminOnly = true;
    private boolean exclusiveSwap;

    Draft() {}

    public Optional<ExtensionId> id() {
        return id;
    }

    public void id(ExtensionId value) {
        id = Optional.of(value);
    }

    public Optional<SemVer> version() {
        return version;
    }

    public void version(SemVer value) {
        version = Optional.of(value);
    }

    public Optional<Kind> kind() {
        return kind;
    }

    public void kind(Kind value) {
        kind = Optional.of(value);
    }

    public void description(String value) {
        description = value;
    }

    public void license(String value) {
        license = Optional.of(value);
    }

    public void displayName(String value) {
        displayName = Optional.of(value);
    }

    public Optional<Node.Text> serverEntry() {
        return serverEntry;
    }

    public void serverEntry(Node.Text value) {
        serverEntry = Optional.of(value);
    }

    public void sdkAbi(VersionRange value) {
        sdkAbi = value;
    }

    public Set<PortName> ports() {
        return Collections.unmodifiableSet(ports);
    }

    public void addPort(PortName value) {
        ports.add(value);
    }

    public void addPermission(String value) {
        permissions.add(value);
    }

    public void addProvides(Provides value) {
        provides.add(value);
    }

    public void addOwns(Owns value) {
        owns.add(value);
    }

    public void edgesReadable(boolean value) {
        edgesReadable = value;
    }

    public List<Edge> edges() {
        return Collections.unmodifiableList(edges);
    }

    public void addEdge(Edge value) {
        edges.add(value);
    }

    public void sortEdges(Comparator<Edge> order) {
        edges.sort(order);
    }

    /** Keeps a role; false if it is there already. */
    public boolean addRole(String value) {
        return roles.add(value);
    }

    public void addEnvOverride(String name, String target) {
        envOverrides.put(name, target);
    }

    public void exports(Set<String> packages) {
        exportedPackages = packages;
    }

    public void logo(String value) {
        logo = Optional.of(value);
    }

    public void migrationsDir(String value) {
        migrationsDir = Optional.of(value);
    }

    public Optional<String> uiSurface() {
        return uiSurface;
    }

    public void uiSurface(String value) {
        uiSurface = Optional.of(value);
    }

    public void configSchema(JsonObject value) {
        configSchema = Optional.of(value);
    }

    public void devFixtures(String value) {
        devFixtures = Optional.of(value);
    }

    public void adminOnly(boolean value) {
        adminOnly = value;
    }

    public void exclusiveSwap(boolean value) {
        exclusiveSwap = value;
    }

    /** Makes the manifest, unless it lacks what every manifest has. */
    Optional<ExtensionManifest> manifest(String json) {
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
                        devFixtures,
                        adminOnly,
                        edgesReadable)));
    }
}
