/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.fake;

import dev.berth.manifest.Edge;
import dev.berth.manifest.Edge.CapabilityEdge;
import dev.berth.manifest.Edge.Constraint;
import dev.berth.manifest.Edge.PackageEdge;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.ExtensionManifest.Provides;
import dev.berth.manifest.Kind;
import dev.berth.manifest.ManifestDetails;
import dev.berth.manifest.SemVer;
import dev.berth.manifest.VersionRange;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Describes a manifest in a line: {@code Manifests.of("@acme/a-connector", "1.0.0").needs("@acme/b-connector", "^1").make()}. */
public final class Manifests {
    private final ExtensionId id;
    private final String version;
    private Optional<String> entry = Optional.of(Scripted.class.getName());
    private Kind kind = Kind.CONNECTOR;
    private final Set<PortName> ports = EnumSet.noneOf(PortName.class);
    private final List<Provides> provides = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private List<String> permissions = List.of();
    private boolean exclusive;
    private Optional<String> fixtures = Optional.empty();
    private Optional<JsonObject> form = Optional.empty();

    private Manifests(String id, String version) {
        this.id = ExtensionId.of(id);
        this.version = version;
    }

    /** A connector with code: {@link Scripted}. */
    public static Manifests of(String id, String version) {
        return new Manifests(id, version);
    }

    public static SemVer version(String text) {
        return SemVer.parse(text).orElseThrow();
    }

    public Manifests payloadOnly() {
        entry = Optional.empty();
        return this;
    }

    public Manifests kind(Kind value) {
        kind = value;
        return this;
    }

    public Manifests ports(PortName... names) {
        ports.addAll(List.of(names));
        return this;
    }

    public Manifests permissions(String... names) {
        permissions = List.of(names);
        return this;
    }

    public Manifests exclusive() {
        exclusive = true;
        return this;
    }

    public Manifests provides(String capability, String provided) {
        provides.add(new Provides(capability, version(provided)));
        return this;
    }

    /** A required runtime edge. */
    public Manifests needs(String target, String range) {
        return edge(target, range, Edge.Type.RUNTIME, true);
    }

    public Manifests edge(String target, String range, Edge.Type type, boolean required) {
        Constraint constraint =
                new Constraint.Range(VersionRange.dependency(range).orElseThrow());
        return edge(new PackageEdge(ExtensionId.of(target), Optional.empty(), type, required, constraint));
    }

    public Manifests capability(String capability, String range, int min) {
        return edge(new CapabilityEdge(
                capability, VersionRange.dependency(range).orElseThrow(), min, Edge.Type.RUNTIME, true));
    }

    public Manifests edge(Edge edge) {
        edges.add(edge);
        return this;
    }

    public Manifests fixtures(String path) {
        fixtures = Optional.of(path);
        return this;
    }

    public Manifests form(JsonObject schema) {
        form = Optional.of(schema);
        return this;
    }

    public ExtensionManifest make() {
        return new ExtensionManifest(
                id,
                version(version),
                kind,
                "",
                Optional.empty(),
                entry,
                VersionRange.dependency("*").orElseThrow(),
                ports,
                permissions,
                provides,
                List.of(),
                edges,
                exclusive,
                "{}",
                new ManifestDetails(
                        Optional.empty(),
                        Set.of(),
                        Set.of(),
                        Optional.empty(),
                        form,
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        fixtures,
                        true,
                        true));
    }
}
