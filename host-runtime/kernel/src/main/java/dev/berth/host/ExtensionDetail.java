/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host;

import java.time.Instant;
import java.util.List;

/**
 * One installed extension, whole.
 *
 * @param summary the same as in a list
 * @param manifest its {@code package.json} as text
 * @param edges what it needs
 * @param dependents the live extensions that need it
 * @param grants the decisions about its ports
 * @param permissions the ambient authority it asked for, with how each is enforced (MAN-105)
 * @param registrations what it contributes now, {@code tool hello_greet}
 * @param revisions the current one first
 */
public record ExtensionDetail(
        ExtensionView summary,
        String manifest,
        List<EdgeView> edges,
        List<String> dependents,
        List<GrantView> grants,
        List<PermissionView> permissions,
        List<String> registrations,
        List<RevisionView> revisions) {

    /** Returns it with another summary. */
    ExtensionDetail withSummary(ExtensionView seen) {
        return new ExtensionDetail(seen, manifest, edges, dependents, grants, permissions, registrations, revisions);
    }

    /** Returns it with the decisions that somebody may see. */
    public ExtensionDetail withGrants(List<GrantView> seen) {
        return new ExtensionDetail(summary, manifest, edges, dependents, seen, permissions, registrations, revisions);
    }

    /** A dependency and whether it is met. */
    public record EdgeView(String target, String range, String type, boolean required, boolean met) {}

    /** A permission and what enforces it. */
    public record PermissionView(String permission, String enforcedBy) {}

    /** A revision in the content store. */
    public record RevisionView(
            int revision,
            String version,
            String packageDigest,
            String contentDigest,
            String tier,
            String origin,
            Instant installedAt) {}
}
