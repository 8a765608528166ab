/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.reading;

import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.Kind;
import dev.berth.manifest.LiveView;
import dev.berth.manifest.ManifestPolicy;
import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.finding.Findings;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Place;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** One pass over one manifest: what may be looked at, what was found, and the values read so far. */
public final class Reading {
    private final PackageEntries entries;
    private final ManifestPolicy policy;
    private final Optional<LiveView> live;
    private final Findings findings;

    private final Draft draft = new Draft();

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

    /** Returns the live extensions that an answer of the view names, but the judged one. */
    public Stream<LiveView.Live> others(Function<LiveView, Collection<LiveView.Live>> ask) {
        return live.stream()
                .flatMap(view -> ask.apply(view).stream())
                .filter(other -> !id().equals(Optional.of(other.id())));
    }

    /** Returns what was found so far. */
    public Findings findings() {
        return findings;
    }

    /** Returns the values read so far. */
    public Draft draft() {
        return draft;
    }

    /** Returns the id, unless it is malformed. */
    public Optional<ExtensionId> id() {
        return draft.id();
    }

    /** Returns the kind, unless it is unknown. */
    public Optional<Kind> kind() {
        return draft.kind();
    }

    /** Makes the manifest of what was read; empty if something refuses or is missing. */
    public Optional<ExtensionManifest> manifest(String json) {
        return findings.hasError() ? Optional.empty() : accepted(json);
    }

    /** Makes the manifest of what was read, whatever was found; for one that was judged before. */
    public Optional<ExtensionManifest> accepted(String json) {
        return draft.manifest(json);
    }

    /** Starts a fault at a value of the manifest and reports nothing yet. */
    public static Fault fault(ProblemCode code, Place place, String field) {
        return Fault.of(code, Findings.at(place, field));
    }

    /** Reports a fault. */
    public void report(Fault fault) {
        findings.add(fault);
    }

    /** Reports a value of another JSON type than a field takes (MAN-18). */
    public void reportType(String field, Node value, Shape shape) {
        report(fault(ProblemCode.MANIFEST_FIELD_TYPE, value.place(), field)
                .valid(shape.words())
                .found(value));
    }
}
