/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.audit;

import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Something that happened, named in the past tense (LIFE-145). What a component is called says where it goes: {@code revision},
 * {@code before}, {@code after} and {@code reason} into the part of that name, all others as JSON into {@code after}.
 */
public sealed interface AuditEvent {
    /** In UTF-16 units, of a reason that somebody gives. */
    int LONGEST_REASON = 500;

    /** Tells whether a text can stand in the log as the reason that somebody gives: something, on one line, that can be printed. */
    static boolean isReason(String text) {
        return !text.isBlank()
                && text.length() <= LONGEST_REASON
                && text.codePoints().noneMatch(AuditEvent::isUnprintable);
    }

    private static boolean isUnprintable(int point) {
        int type = Character.getType(point);
        return type == Character.CONTROL
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    /** What it happened to: an extension's id, or the id of a token or a connection, or who vouches for logins. */
    Object subject();

    /** Returns what it is called in the log. */
    default String op() {
        return getClass().getSimpleName();
    }

    /** Returns the version that it is about. */
    default String revision() {
        return "";
    }

    /** Returns what was. */
    default String before() {
        return "";
    }

    /** Returns what is. */
    default String after() {
        Map<String, JsonValue> rest = new LinkedHashMap<>(((JsonObject) JsonValue.of(this)).members());
        rest.keySet().removeAll(Set.of("subject", "revision", "before", "reason"));
        return rest.isEmpty() ? "" : new JsonObject(rest).toString();
    }

    /** Returns why: a command, a code, or the words of who asked. */
    default String reason() {
        return "";
    }

    /** Installed for the first time, or for one scope more; without an organisation, for the platform. */
    record ExtensionInstalled(
            ExtensionId subject, Optional<String> organization, String revision, int number, String digest)
            implements AuditEvent {}

    /** Changed to another revision; the reason is {@code update}, {@code rollback}, {@code probation}, … */
    record ExtensionUpdated(
            ExtensionId subject, String before, String revision, int number, String digest, String reason)
            implements AuditEvent {}

    /** Failed more often than its operator allows (LIFE-101); the reason is what became of it: {@code rollback}, … */
    record ProbationFailed(ExtensionId subject, String revision, int failures, int budget, String reason)
            implements AuditEvent {}

    /** Changed status; the reason is the command, and for whom. */
    record StatusChanged(ExtensionId subject, String revision, String before, String after, String reason)
            implements AuditEvent {}

    /** Removed with its data; before is its status, the reason the command. */
    record ExtensionUninstalled(ExtensionId subject, String revision, String before, String reason)
            implements AuditEvent {}

    /** An operator is about to delete it whatever needs it, for a reason (LIFE-115, LIFE-147); left says what will dangle. */
    record ForceDeleteStarted(ExtensionId subject, String revision, String before, List<String> left, String reason)
            implements AuditEvent {}

    /** An operator is about to delete every trace of it (LIFE-118). */
    record PurgeStarted(ExtensionId subject, String revision, String before, String reason) implements AuditEvent {
        @Override
        public String op() {
            return "purge-started";
        }
    }

    /** Its row, its grants and its packages are deleted (LIFE-118). */
    record PurgeCommitted(ExtensionId subject, String revision, int packages) implements AuditEvent {
        @Override
        public String op() {
            return "purge-committed";
        }
    }

    /** Its row could not be deleted; how many of its packages are on the disk (LIFE-119). */
    record PurgeRolledBack(ExtensionId subject, String revision, int present, int missing, String reason)
            implements AuditEvent {
        @Override
        public String op() {
            return "purge-rolled-back";
        }
    }

    /** An operator agreed to run a package of exactly this digest, although nobody signed it. */
    record ConsentGiven(ExtensionId subject, String revision, String digest) implements AuditEvent {}

    /** An operator agreed to exactly these permissions, for a package of exactly this digest (MAN-104, LIFE-102). */
    record PermissionsAccepted(
            ExtensionId subject, String revision, String before, List<String> permissions, String digest)
            implements AuditEvent {}

    /** Permissions were given back that had been revoked. */
    record PermissionGranted(ExtensionId subject, Set<String> permissions) implements AuditEvent {}

    /** Permissions were taken back. */
    record PermissionRevoked(ExtensionId subject, Set<String> permissions) implements AuditEvent {}

    /**
     * Code tried what it holds no permission for; rate limited by demand, the first one always written. The reason is {@code let
     * through} if the host only watches the extension.
     */
    record PermissionRefused(
            ExtensionId subject, String revision, String demand, String permission, String reason, long count)
            implements AuditEvent {}

    /** This host was named as a publisher; the reason is that of who gave it another name. */
    record NamespaceChosen(String subject, String before, String reason) implements AuditEvent {}

    /** A folder was bound to a mount. */
    record MountBound(String subject, String before, String folder) implements AuditEvent {}

    /** A mount is bound to no folder any more. */
    record MountRemoved(String subject, String before) implements AuditEvent {}

    /** An operator acknowledged the copyleft licence of a package of exactly this digest (GATE-55). */
    record LicenseAcknowledged(ExtensionId subject, String revision, String digest, String license)
            implements AuditEvent {}

    /** Must not be loaded until an operator says otherwise (LIFE-11); the reason is a code. */
    record ExtensionQuarantined(ExtensionId subject, String revision, String reason) implements AuditEvent {}

    /** An operator has content tried again that must not be loaded until then (LIFE-166). */
    record QuarantineReleased(ExtensionId subject, String revision, String reason) implements AuditEvent {}

    /** A revision asked for ports. */
    record PortRequested(ExtensionId subject, Set<String> ports, String requestHash) implements AuditEvent {}

    /** Ports were granted; without an organisation, for the platform. */
    record PortGranted(ExtensionId subject, Optional<String> organization, Set<String> ports) implements AuditEvent {}

    /** Ports were denied. */
    record PortDenied(ExtensionId subject, Optional<String> organization, Set<String> ports) implements AuditEvent {}

    /** Ports were taken back. */
    record PortRevoked(ExtensionId subject, Optional<String> organization, Set<String> ports) implements AuditEvent {}

    /** An operator wrote or deleted a setting. */
    record SettingChanged(ExtensionId subject, String organization, String key, Change change) implements AuditEvent {}

    /** An operator wrote or deleted a secret; its value is nowhere here (PORT-74). */
    record SecretChanged(ExtensionId subject, String organization, String key, Change change) implements AuditEvent {}

    /** So many secrets were encrypted anew, under another master key. */
    record SecretsReencrypted(ExtensionId subject, String keyId, int count) implements AuditEvent {}

    /** What was done to a value. */
    enum Change {
        SET,
        DELETED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A call of an ungranted port was refused; rate limited, the first one always written (PORT-38). */
    record PortRefused(ExtensionId subject, String port, String reason, long count) implements AuditEvent {}

    /** Packages that this key signed are vouched for; those that it replaces vouch for nothing more. */
    record KeyTrusted(String subject, String scope, String custody, List<String> replaces) implements AuditEvent {}

    /** A key vouches for nothing that came since then. */
    record KeyRevoked(String subject, String scope, Instant since) implements AuditEvent {}

    /** A package is wanted on this host no longer. */
    record PackageBlocked(String subject, String kind, String reason) implements AuditEvent {}

    /** A package is blocked no longer. */
    record PackageUnblocked(String subject) implements AuditEvent {}

    /** An operator agreed to an update that is trusted less, for a package of exactly this digest (TRUST-92). */
    record LowerTierAccepted(ExtensionId subject, String revision, String before, String tier, String digest)
            implements AuditEvent {}

    /** Somebody got a token. */
    record TokenCreated(
            String subject, String user, Optional<String> organization, Set<String> roles, Optional<Instant> expires)
            implements AuditEvent {}

    /** A token was taken back. */
    record TokenRevoked(String subject, String user, Optional<String> organization) implements AuditEvent {}

    /** Somebody signed in; what holds the session is a token of this id. */
    record LoginSucceeded(String subject, String user, Optional<String> organization, Set<String> roles, String issuer)
            implements AuditEvent {}

    /** Nobody was signed in; rate limited by reason, the first one always written. */
    record LoginRefused(String subject, String reason, long count) implements AuditEvent {}

    /** Somebody signed out. */
    record LoginEnded(String subject, String user) implements AuditEvent {}

    /** An account at an outside service was connected; without a user, for the organisation as such. */
    record ConnectionCreated(String subject, String provider, String organization, Optional<String> user)
            implements AuditEvent {}

    /** The provider takes the credentials of a connection no longer. */
    record ConnectionFailed(String subject, String provider, String organization, Optional<String> user)
            implements AuditEvent {}

    /** A connection was forgotten with its credentials. */
    record ConnectionDeleted(String subject, String provider, String organization, Optional<String> user)
            implements AuditEvent {}

    /** A dead job is to run again. */
    record JobRestarted(ExtensionId subject, String job, String name) implements AuditEvent {}

    /** A job is not to run any more. */
    record JobCancelled(ExtensionId subject, String job, String name) implements AuditEvent {}
}
