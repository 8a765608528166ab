/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest;

import dev.berth.sdk.value.ExtensionId;
import java.util.Optional;

/** A normalised dependency (MAN-120 to MAN-138). */
public sealed interface Edge {
    /** When the target is needed. */
    enum Type {
        RUNTIME,
        INSTALL_TIME,
        PEER
    }

    Type type();

    boolean required();

    /** Tells whether the dependent cannot run without it (MAN-135 to MAN-138). */
    default boolean isBlocking() {
        return required() && type() != Type.PEER;
    }

    /**
     * An edge to one extension.
     *
     * @param target its id
     * @param kind the kind it must have, if declared
     * @param constraint which versions fit
     */
    record PackageEdge(ExtensionId target, Optional<Kind> kind, Type type, boolean required, Constraint constraint)
            implements Edge {}

    /**
     * An edge to at least {@code min} other live providers of a capability in range.
     *
     * @param min 1 or more
     */
    record CapabilityEdge(String capability, VersionRange range, int min, Type type, boolean required)
            implements Edge {}

    /** Which versions of a package fit (MAN-125). */
    sealed interface Constraint {
        /** Tells whether a version fits; a git reference is about presence only (MAN-127). */
        boolean fits(SemVer version);

        /** A range. */
        record Range(VersionRange range) implements Constraint {
            @Override
            public boolean fits(SemVer version) {
                return range.contains(version);
            }

            @Override
            public String toString() {
                return range.toString();
            }
        }

        /** Exactly one version. */
        record Exact(SemVer version) implements Constraint {
            @Override
            public boolean fits(SemVer other) {
                return version.equals(other);
            }

            @Override
            public String toString() {
                return version.toString();
            }
        }

        /** A git reference. */
        record GitRef(String ref) implements Constraint {
            @Override
            public boolean fits(SemVer version) {
                return true;
            }

            @Override
            public String toString() {
                return ref;
            }
        }
    }
}
