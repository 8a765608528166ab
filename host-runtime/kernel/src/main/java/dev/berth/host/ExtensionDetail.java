/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
 * @param holds what the host holds of its kind: flows, skills, types, templates (LIFE-94)
 * @param revisions the current one first
 * @param trust who vouches for the current one
 */
public record ExtensionDetail(
        ExtensionView summary,
        String manifest,
        List<EdgeView> edges,
        List<String> dependents,
        List<GrantView> grants,
        List<PermissionView> permissions,
        List<String> registrations,
        List<HeldView> holds,
        List<RevisionView> revisions,
        TrustView trust) {

    /** Returns what an organisation sees of it. */
    ExtensionDetail seenBy(ExtensionView seen, String viewer) {
        List<HeldView> own = holds.stream()
                .filter(held ->
                        held.organization().isEmpty() || held.organization().equals(viewer))
                .toList();
        return new ExtensionDetail(
                seen, manifest, edges, dependents, grants, permissions, registrations, own, revisions, trust);
    }

    /** Returns it with the decisions that somebody may see. */
    public ExtensionDetail withGrants(List<GrantView> seen) {
        return new ExtensionDetail(
                summary, manifest, edges, dependents, seen, permissions, registrations, holds, revisions, trust);
    }

    /** A dependency and whether it is met. */
    public record EdgeView(String target, String range, String type, boolean required, boolean met) {}

    /**
     * A permission that a revision asks for.
     *
     * @param state {@code granted}; {@code revoked}; {@code unbound}, granted and of no use until a folder is bound to its mount; or
     *     {@code undecided}, which holds nothing either
     * @param enforcedBy the layers that hold it (MAN-105)
     */
    public record PermissionView(
            String extension,
            String permission,
            String state,
            String decidedBy,
            Optional<Instant> decidedAt,
            String enforcedBy) {}

    /**
     * Something that is held of its kind.
     *
     * @param part flow, skill, type or template
     * @param organization to which it belongs; empty for the platform
     * @param archived kept and not shown
     * @param content what it is
     */
    public record HeldView(String part, String name, String organization, boolean archived, JsonObject content) {}

    /** A revision in the content store. */
    public record RevisionView(
            int revision,
            String version,
            String packageDigest,
            String contentDigest,
            String tier,
            String origin,
            Instant installedAt) {}

    /**
     * Who vouches for the revision that runs, or would (TRUST-87, TRUST-93).
     *
     * @param source where it came from
     * @param modified its stored bytes are not those that were installed (TRUST-152)
     * @param signature who signed it, if somebody did
     * @param advisories what stands against it now
     */
    public record TrustView(
            String tier,
            String source,
            String packageDigest,
            String contentDigest,
            boolean modified,
            Optional<SignatureView> signature,
            List<Problem> advisories) {}

    /** A signature that holds, and its key as the key ring has it now. */
    public record SignatureView(String scheme, String keyId, String scope, String signedBy, String keyState) {}
}
