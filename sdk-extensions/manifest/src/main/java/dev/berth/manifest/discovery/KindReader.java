/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.discovery;

import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.Kind;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;
import java.util.Set;

/**
 * Looks into the native store of one kind, such as the agents of an agent engine. What is live decides; the store only narrows it
 * down to what the viewer may see. A reader that adds what it finds in the store by itself shows what was archived long ago.
 */
public interface KindReader {
    /** Returns the kind that it reads. */
    Kind kind();

    /**
     * Reads.
     *
     * @param live the live extensions of the kind, and of no other kind
     * @return the ids of those among them that the viewer may see
     */
    Set<ExtensionId> read(List<ExtensionManifest> live, Viewer viewer);
}
