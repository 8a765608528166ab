/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.trust;

import dev.berth.host.extension.ContentStore;
import dev.berth.host.extension.PackageVerifier;
import dev.berth.host.extension.PackageVerifier.Evidence;
import dev.berth.host.extension.Revision;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.Severity;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who vouches for what is installed, judged anew once after each change of keys and blocks (TRUST-87, TRUST-150). Thread-safe. */
public final class Standing {
    private final PackageVerifier verifier;
    private final ContentStore contents;
    private final Map<Revision, Evidence> known = new ConcurrentHashMap<>();

    public Standing(PackageVerifier verifier, ContentStore contents) {
        this.verifier = verifier;
        this.contents = contents;
    }

    /** Returns the evidence for stored content. */
    public Evidence of(Revision revision) {
        Evidence found = known.get(revision);
        return found == null ? judged(revision) : found;
    }

    /** Judges it again, whatever was known. */
    public Evidence judged(Revision revision) {
        return judged(revision, verifier);
    }

    /** Judges all of these again, whatever was known. */
    public void judge(Collection<Revision> revisions) {
        PackageVerifier now = verifier.now();
        revisions.forEach(revision -> judged(revision, now));
    }

    private Evidence judged(Revision revision, PackageVerifier by) {
        Evidence found = by.evidence(revision, contents.signature(revision.packageDigest()));
        known.put(revision, found);
        return found;
    }

    /** Returns what an operator should know of content that runs all the same (TRUST-159). */
    public List<Problem> advisories(Revision revision) {
        return of(revision).against().stream()
                .map(problem -> problem.severity(Severity.WARNING))
                .toList();
    }

    /** Forgets what was judged, since keys or blocks changed. */
    public void forget() {
        known.clear();
    }
}
