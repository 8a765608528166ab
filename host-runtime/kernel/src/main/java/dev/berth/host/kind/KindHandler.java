/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.kind;

import dev.berth.host.extension.Changes;
import dev.berth.host.extension.Scope;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.Kind;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;

/**
 * Holds what extensions of one kind bring beside code (LIFE-93). All but {@link #preflight} add to changes that are kept together;
 * each may be called again and then changes nothing.
 */
interface KindHandler {
    /** Returns the kind that it holds. */
    Kind kind();

    /** Returns why it could not hold an extension for a scope; nothing is written. */
    List<Problem> preflight(ExtensionManifest manifest, Scope scope);

    /** Tells whether what a content brings is held already, or it brings nothing. */
    boolean holds(Place place);

    /** Holds what a content brings, beside what another content of the extension brought. */
    void apply(Place place, Payload payload, boolean archived, Changes changes);

    /** Takes back what {@link #apply} held of a content. */
    void undo(Place place, Changes changes);

    /** Keeps it, shown to nobody. */
    void archive(Place place, Changes changes);

    /** Shows it again. */
    void restore(Place place, Changes changes);

    /** Removes all that is held of an extension for a scope. */
    void remove(ExtensionId extension, Scope scope, Changes changes);
}
