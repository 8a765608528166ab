/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.closure;

import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.SemVer;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;
import java.util.function.Predicate;

/** Where the members of a closure come from: what was sent with the install, or a source of packages. */
public interface Candidates {
    /** Returns the packages of an extension whose version fits, the newest first. */
    List<ExtensionManifest> find(ExtensionId id, Predicate<SemVer> fits);

    /** Returns why some that are there cannot be taken. */
    default List<Problem> refusals() {
        return List.of();
    }
}
