/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.extension;

import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.time.Instant;

/**
 * One immutable installed content (LIFE-6).
 *
 * @param manifest what the package declares
 * @param number numbered per extension, from 1
 * @param packageDigest SHA-256 of the package file, 64 hex digits; the name of its bytes in the content store (TRUST-4)
 * @param contentDigest {@code sha256:<hex>} over the files in it (TRUST-5)
 * @param tier what its evidence allows
 * @param origin where it came from
 * @param installedAt when
 */
public record Revision(
        ExtensionManifest manifest,
        int number,
        String packageDigest,
        String contentDigest,
        Tier tier,
        Origin origin,
        Instant installedAt) {

    /** The digest tells nearly all of them apart, and a manifest has a hundred parts: revisions are keys of many maps. */
    @Override
    public int hashCode() {
        return 31 * packageDigest.hashCode() + number;
    }

    /** Returns the extension's id. */
    public ExtensionId id() {
        return manifest.id();
    }

    /** Returns what people call it, {@code @acme/crm-connector 1.4.0}. */
    public String subject() {
        return manifest.subject();
    }

    /**
     * Says that its stored bytes are not those that were installed (LIFE-35).
     *
     * @param effect what did not happen, and what still runs
     */
    public Problem damaged(String effect) {
        return Problem.of(
                        ProblemCode.CONTENT_DIGEST_MISMATCH,
                        subject(),
                        subject() + " needs its stored package to be the bytes that were installed (SHA-256 "
                                + packageDigest + "); they are missing or were changed. " + effect)
                .fact("packageDigest", packageDigest)
                .operator("install the package again: berth update FILE, or berth uninstall " + id());
    }
}
