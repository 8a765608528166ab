/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust;

import dev.berth.manifest.LiveView;
import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.Validation;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.JsonObject;
import java.util.List;

/** Judges what the files of a package show beyond its manifest, before it is installed or updated (GATE-8). */
@FunctionalInterface
public interface ContentsJudge {
    /**
     * Judges a package whose manifest was accepted.
     *
     * @param packageDigest names its bytes, so that the same ones need not be looked through twice
     * @param validation what was found in its manifest; said already
     * @param live what is live beside it
     * @return all it finds. Errors refuse the package; {@code license-acknowledge} does until an operator agrees (GATE-55)
     */
    List<Problem> judge(String packageDigest, PackageEntries entries, Validation validation, LiveView live);

    /**
     * Links the byte code of a package with the classes of what would be live beside it (ENG-31); returns the errors.
     *
     * @param validation of its manifest
     */
    default List<Problem> links(PackageEntries entries, Validation validation, LiveView live) {
        return List.of();
    }

    /** Returns what it goes by, as a policy file says it (GATE-1). */
    default JsonObject policy() {
        return JsonObject.of();
    }
}
