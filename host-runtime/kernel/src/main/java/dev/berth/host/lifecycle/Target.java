/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.Revision;
import dev.berth.host.extension.Scope;
import dev.berth.host.extension.Status;
import dev.berth.host.extension.VerifiedPackage;
import dev.berth.host.resolve.LiveRow;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.util.Optional;
import java.util.Set;

/** What an operation works on: one row, the extension that it belongs to, and its scope (LIFE-3). */
record Target(InstalledExtension extension, Scope scope) {
    ExtensionId id() {
        return extension.id();
    }

    Revision current() {
        return extension.current();
    }

    ExtensionManifest manifest() {
        return extension.manifest();
    }

    /** Returns what people call it, {@code @acme/crm-connector 1.4.0 for the organisation acme}. */
    String subject() {
        return subject(current());
    }

    /** Returns what people call a revision of it. */
    String subject(Revision revision) {
        return scope.equals(Scope.PLATFORM) ? revision.subject() : revision.subject() + " for " + scope;
    }

    /** Returns the status of the row. */
    Status status() {
        return extension.status(scope);
    }

    /** Returns the extension with the row in another status. */
    InstalledExtension status(Status changed) {
        return extension.status(scope, changed);
    }

    /** Tells whether the row is live; others may be whether or not. */
    boolean isLive() {
        return status().isLive();
    }

    /** Tells whether it is the only row. */
    boolean isOnly() {
        return extension.rows().size() == 1;
    }

    /** Tells whether code runs on for other rows, whatever becomes of this one (LIFE-114). */
    boolean isSharedLive() {
        Set<Scope> live = extension.liveScopes();
        live.remove(scope);
        return !live.isEmpty();
    }

    /** Returns the row as dependents see it, at a version of its extension. */
    LiveRow as(ExtensionManifest manifest) {
        return new LiveRow(manifest, scope.organization());
    }

    /** Returns the row as dependents see it. */
    LiveRow asLive() {
        return as(manifest());
    }

    Optional<String> quarantine() {
        return extension.quarantine();
    }

    /** Returns the facts of a plan about the row: a plan goes stale with any of them. */
    JsonObject facts() {
        return facts(JsonObject.of(
                "id",
                id().value(),
                "revision",
                current().number(),
                "packageDigest",
                current().packageDigest(),
                "status",
                status()));
    }

    /** Adds to the facts of a plan whose row it is about, unless it is the platform's. */
    JsonObject facts(JsonObject facts) {
        return facts(scope, facts);
    }

    /** Adds to the facts of a plan whose row it is about, unless it is the platform's. */
    static JsonObject facts(Scope scope, JsonObject facts) {
        return scope.organization()
                .map(name -> facts.with("organization", name))
                .orElse(facts);
    }

    /** Returns why another scope may not have an extension that is there: it is other content, or may not be loaded (LIFE-4). */
    static Optional<Problem> sharing(InstalledExtension there, VerifiedPackage verified, Scope scope) {
        return there.current().packageDigest().equals(verified.packageDigest())
                ? Quarantine.of(there)
                : Optional.of(conflict(there, verified, "It was not installed for " + scope + "; nothing changed."));
    }

    private static Problem conflict(InstalledExtension there, VerifiedPackage verified, String consequence) {
        String subject = verified.manifest().subject();
        boolean sameVersion =
                there.manifest().version().equals(verified.manifest().version());
        String found = sameVersion
                ? "the same version with other content (SHA-256 "
                        + there.current().packageDigest() + ", not " + verified.packageDigest() + ")"
                : there.current().subject();
        return Problem.of(
                        ProblemCode.INSTALLED_VERSION_CONFLICT,
                        subject,
                        subject + " needs to be the version that this host runs, which is one for all; found " + found
                                + ". " + consequence)
                .fact("installed", there.manifest().version().toString())
                .fact("installedDigest", there.current().packageDigest())
                .fact("packageDigest", verified.packageDigest())
                .operator("install " + there.current().subject()
                        + ", or ask an administrator of the platform to update it for all: berth update FILE");
    }
}
