/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.extension.Origin;
import dev.berth.host.extension.Scope;
import dev.berth.host.grant.PortSet;
import dev.berth.host.namespace.Namespaces;
import dev.berth.sdk.value.ExtensionId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Something an operator asks for. Every one is planned, shown, and applied by the digest of its plan. */
public sealed interface Command {
    /** A change of one row (LIFE-3). What changes the content of an extension changes it for all its rows (LIFE-104). */
    sealed interface Change extends Command {
        /** Returns whose row; the platform's, unless it says otherwise. */
        Scope scope();
    }

    /** Brings a new extension in, or one that is there for others. */
    record Install(Source source, Scope scope) implements Change {
        /** For the platform. */
        public Install(Source source) {
            this(source, Scope.PLATFORM);
        }
    }

    /**
     * Brings several in, and what they need, all or none (LIFE-83, LIFE-91).
     *
     * @param roots what is wanted
     * @param candidates what else may be taken, if one of them needs it
     */
    record InstallAll(List<Source> roots, List<Source> candidates, Scope scope) implements Change {
        /** Copies the lists. */
        public InstallAll {
            roots = List.copyOf(roots);
            candidates = List.copyOf(candidates);
        }
    }

    /** Brings another version of an installed extension in. */
    record Update(Source source, Scope scope) implements Change {
        /** For the platform. */
        public Update(Source source) {
            this(source, Scope.PLATFORM);
        }
    }

    /** Brings an archived extension back at another version, or at the same (LIFE-15). */
    record Reinstall(Source source, Scope scope) implements Change {
        /** For the platform. */
        public Reinstall(Source source) {
            this(source, Scope.PLATFORM);
        }
    }

    /**
     * Goes back to a kept revision (LIFE-101).
     *
     * @param to its version or number; nothing for the one before
     */
    record Rollback(ExtensionId id, Scope scope, Optional<String> to) implements Change {
        /** For the platform, to the one before. */
        public Rollback(ExtensionId id) {
            this(id, Scope.PLATFORM);
        }

        /** To the one before. */
        public Rollback(ExtensionId id, Scope scope) {
            this(id, scope, Optional.empty());
        }
    }

    /** Stops it and keeps all its data (LIFE-110). */
    record Archive(ExtensionId id, Scope scope) implements Change {
        /** For the platform. */
        public Archive(ExtensionId id) {
            this(id, Scope.PLATFORM);
        }
    }

    /** Brings an archived one back (LIFE-111). */
    record Restore(ExtensionId id, Scope scope) implements Change {
        /** For the platform. */
        public Restore(ExtensionId id) {
            this(id, Scope.PLATFORM);
        }
    }

    /** Stops it and deletes it with its data (LIFE-112). */
    record Uninstall(ExtensionId id, Scope scope) implements Change {
        /** For the platform. */
        public Uninstall(ExtensionId id) {
            this(id, Scope.PLATFORM);
        }
    }

    /** Keeps it from being removed (LIFE-16). */
    record Lock(ExtensionId id, Scope scope) implements Change {
        /** For the platform. */
        public Lock(ExtensionId id) {
            this(id, Scope.PLATFORM);
        }
    }

    /**
     * Lets it be removed again (LIFE-17).
     *
     * @param explicit that who asks said so in as many words; without it a locked one stays locked
     */
    record Unlock(ExtensionId id, Scope scope, boolean explicit) implements Change {
        /** For the platform. */
        public Unlock(ExtensionId id, boolean explicit) {
            this(id, Scope.PLATFORM, explicit);
        }
    }

    /** What takes an extension away from everybody at once; only who speaks for the platform asks for it. */
    sealed interface Whole extends Command {
        /** Returns which extension. */
        ExtensionId id();
    }

    /** Stops and deletes it, whatever needs it (LIFE-115). */
    record ForceDelete(ExtensionId id, Confirmation confirmation) implements Whole {}

    /** What deletes more than people may expect has to be asked for with all of these (LIFE-115). */
    record Confirmation(Optional<String> reason, Optional<String> version, boolean confirmDestructive) {}

    /** Deletes every trace of it; an administrator plans it, and only the operator of the host does it (LIFE-116, LIFE-117). */
    record Purge(ExtensionId id) implements Whole {}

    /** Tries to activate it again (LIFE-30). */
    record Activate(ExtensionId id, Scope scope) implements Change {
        /** For the platform. */
        public Activate(ExtensionId id) {
            this(id, Scope.PLATFORM);
        }
    }

    /** Has quarantined content tried again as it is (LIFE-166). */
    record Release(ExtensionId id) implements Command {}

    /** What names this host as a publisher (LIFE-155 to LIFE-157). */
    sealed interface Naming extends Command {
        /** Returns the wish, as somebody wrote it. */
        String name();
    }

    /** Names it, once; the name is frozen from then on. */
    record ChooseNamespace(String name) implements Naming {}

    /** Gives it another name. */
    record ChangeNamespace(String name, Namespaces.Confirmation confirmation) implements Naming {}

    /** A decision about ports, for the platform or for one organisation (PORT-34), or about permissions, for all. */
    sealed interface Decision extends Command {
        /** Returns for which organisation; empty is the platform. */
        Optional<String> organization();
    }

    /** Approves ports of the request with this hash; an empty hash is the request as it is when the plan is made (PORT-24). */
    record Grant(ExtensionId id, Optional<String> organization, PortSet ports, Optional<String> requestHash)
            implements Decision {
        /** For the platform. */
        public Grant(ExtensionId id, PortSet ports, Optional<String> requestHash) {
            this(id, Optional.empty(), ports, requestHash);
        }
    }

    /** Denies what is pending (PORT-48). */
    record Deny(ExtensionId id, Optional<String> organization, Optional<String> requestHash) implements Decision {
        /** For the platform. */
        public Deny(ExtensionId id, Optional<String> requestHash) {
            this(id, Optional.empty(), requestHash);
        }
    }

    /** Takes ports back; no ports means all (PORT-30). */
    record Revoke(ExtensionId id, Optional<String> organization, PortSet ports) implements Decision {
        /** For the platform. */
        public Revoke(ExtensionId id, PortSet ports) {
            this(id, Optional.empty(), ports);
        }
    }

    /** Gives permissions back that were revoked; each must be one that the extension asks for (ENG-20). */
    record Permit(ExtensionId id, Set<String> permissions) implements Decision {
        /** Copies. */
        public Permit {
            permissions = Set.copyOf(permissions);
        }

        @Override
        public Optional<String> organization() {
            return Optional.empty();
        }
    }

    /** Takes permissions back, from code that runs too. */
    record Forbid(ExtensionId id, Set<String> permissions) implements Decision {
        /** Copies. */
        public Forbid {
            permissions = Set.copyOf(permissions);
        }

        @Override
        public Optional<String> organization() {
            return Optional.empty();
        }
    }

    /**
     * A package file and how to take it.
     *
     * @param file where it lies; only read
     * @param origin what to record
     * @param name how people know the file
     * @param grant which of the requested ports to approve at once
     * @param consents what the operator agrees to, if the package needs it
     * @param permissions the permissions that the operator agrees to, exactly these; nothing: those of the version before (MAN-104)
     */
    record Source(
            Path file,
            Origin origin,
            String name,
            GrantChoice grant,
            Set<Consent> consents,
            Optional<Set<String>> permissions) {
        /** Copies the sets. */
        public Source {
            consents = Set.copyOf(consents);
            permissions = permissions.map(Set::copyOf);
        }

        /** Returns the same with another choice of ports. */
        Source granting(GrantChoice choice) {
            return new Source(file, origin, name, choice, consents, permissions);
        }

        /** Agrees to no more permissions than before. */
        public Source(Path file, Origin origin, String name, GrantChoice grant, Set<Consent> consents) {
            this(file, origin, name, grant, consents, Optional.empty());
        }
    }

    /** What an operator may have to agree to, and agrees to for this very package alone. */
    enum Consent {
        /** Running it without a signature (LIFE-75). */
        UNSIGNED,
        /** Its copyleft licence (GATE-55). */
        LICENSE,
        /** Trusting it less than the version that is installed (TRUST-92). */
        LOWER_TIER
    }

    /** Which of the requested ports to approve at once. */
    sealed interface GrantChoice {
        /** All it asks for. */
        record All() implements GrantChoice {}

        /** None now; they stay pending. */
        record None() implements GrantChoice {}

        /** These; each must be requested (PORT-25). */
        record Only(PortSet ports) implements GrantChoice {}
    }
}
