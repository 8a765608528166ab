/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.kind;

import dev.berth.host.extension.Scope;
import dev.berth.manifest.Kind;
import dev.berth.sdk.value.ExtensionId;
import java.util.Locale;

/**
 * One thing that a host holds of an extension for one scope.
 *
 * @param kind whose handler holds it
 * @param packageDigest the content that brought it; that of a revision that is not current is shown to nobody
 * @param name of the thing among those of its part
 * @param content JSON
 * @param archived kept and not shown
 */
public record NativeRow(
        ExtensionId extension,
        Kind kind,
        Scope scope,
        String packageDigest,
        Part part,
        String name,
        String content,
        boolean archived) {
    /** What it is, in the order in which things are removed: an agent's skills before its flow (LIFE-94). */
    public enum Part {
        SKILL,
        FLOW,
        TYPE,
        TEMPLATE;

        /** Returns it as people write it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    NativeRow archived(boolean changed) {
        return new NativeRow(extension, kind, scope, packageDigest, part, name, content, changed);
    }

    Place place() {
        return new Place(extension, scope, packageDigest);
    }

    boolean isSame(NativeRow other) {
        return place().equals(other.place()) && part == other.part && name.equals(other.name);
    }
}
