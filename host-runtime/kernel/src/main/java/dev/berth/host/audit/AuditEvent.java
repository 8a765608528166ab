/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.audit;

import dev.berth.sdk.value.ExtensionId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Something that happened, named in the past tense (LIFE-145). */
public sealed interface AuditEvent {
    /** What it happened to: an extension's id, or the id of a token or a connection, or who vouches for logins. */
    Object subject();

    /** Installed for the first time. */
    record ExtensionInstalled(ExtensionId subject, String version, int revision, String digest) implements AuditEvent {}

    /** Changed to another revision. */
    record ExtensionUpdated(ExtensionId subject, int fromRevision, String version, int revision, String digest)
            implements AuditEvent {}

    /** Changed status. */
    record StatusChanged(ExtensionId subject, String from, String to) implements AuditEvent {}

    /** Removed with its data. */
    record ExtensionUninstalled(ExtensionId subject, String version) implements AuditEvent {}

    /** An operator agreed to run an unsigned package of exactly this digest. */
    record ConsentGiven(ExtensionId subject, String digest) implements AuditEvent {}

    /** An operator acknowledged the copyleft licence of a package of exactly this digest (GATE-55). */
    record LicenseAcknowledged(ExtensionId subject, String digest, String license) implements AuditEvent {}

    /** Must not be loaded until an operator says otherwise (LIFE-11). */
    record ExtensionQuarantined(ExtensionId subject, int revision, String code) implements AuditEvent {}

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
