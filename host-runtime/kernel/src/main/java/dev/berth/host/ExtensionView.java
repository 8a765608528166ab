/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host;

import dev.berth.sdk.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An installed extension in a list.
 *
 * @param status what is stored: active, archived or locked
 * @param state what it does now: INSTALLED, ACTIVE, FAILED, … (LIFE-7 to LIFE-11)
 * @param problems why it is not active, root cause first
 * @param scopes for whom it is installed; on a host of one organisation only for the platform
 * @param update what is to take its place and waits
 * @param probation how it is watched after an update (LIFE-101)
 */
public record ExtensionView(
        String id,
        String version,
        String kind,
        String status,
        String state,
        int revision,
        String tier,
        List<String> requestedPorts,
        List<String> grantedPorts,
        List<Problem> problems,
        List<ScopeView> scopes,
        Optional<UpdateView> update,
        Optional<ProbationView> probation) {
    /**
     * An update that is staged.
     *
     * @param state {@code waiting-for-grant} (LIFE-97)
     * @param problems for what it waits
     */
    public record UpdateView(String version, int revision, String state, List<Problem> problems) {}

    /**
     * How it is watched.
     *
     * @param until when it has proven itself; nothing if it is not watched now
     * @param budget how often it may fail until then
     * @param failures how often it has
     * @param fallen how many versions have failed more often than they may, since one has proven itself
     */
    public record ProbationView(Optional<Instant> until, int budget, int failures, int fallen) {
        /** Returns how it stands, if it is watched. */
        public Optional<String> text() {
            return until.map(end -> "until " + end + ": " + failures + " of " + budget + " failures");
        }
    }

    /**
     * For whom it is installed (LIFE-3).
     *
     * @param level platform, organization, …
     * @param owner its id; empty for the platform
     * @param organization the organisation it belongs to; empty for the platform
     * @param status active, archived or locked
     * @param origin where it came from
     * @param since when it was installed for it
     */
    public record ScopeView(
            String level,
            String owner,
            String organization,
            String status,
            boolean required,
            String origin,
            Instant since) {
        private boolean isSeenBy(String viewer) {
            return organization.isEmpty() || organization.equals(viewer);
        }
    }

    /** Returns what an organisation sees of it: its own row and the platform's, if there is one of them; without one, all. */
    Optional<ExtensionView> seenBy(Optional<String> viewer) {
        List<ScopeView> seen = scopes.stream()
                .filter(scope -> viewer.isEmpty() || scope.isSeenBy(viewer.get()))
                .toList();
        return seen.isEmpty() ? Optional.empty() : Optional.of(with(seen));
    }

    private ExtensionView with(List<ScopeView> seen) {
        String whose = seen.get(seen.size() - 1).status();
        return new ExtensionView(
                id,
                version,
                kind,
                scopes.equals(seen) ? status : whose,
                state,
                revision,
                tier,
                requestedPorts,
                grantedPorts,
                problems,
                seen,
                update,
                probation);
    }
}
