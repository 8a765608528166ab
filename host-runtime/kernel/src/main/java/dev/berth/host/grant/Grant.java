/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.grant;

import dev.berth.host.audit.By;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.value.ExtensionId;
import java.time.Instant;
import java.util.Optional;

/**
 * What was asked and decided about the ports of one extension (PORT-20).
 *
 * @param extension whose
 * @param organization for which organisation; empty means platform-wide
 * @param requested the privileged ports that the standing request asks for
 * @param status where the decision stands
 * @param approved the ports that may be used
 * @param denied the requested ports that were denied
 * @param revoked the requested ports that were taken back
 * @param next the request of an update that has not been committed (PORT-22)
 * @param by who decided last, or {@code system:policy}
 * @param at when
 */
public record Grant(
        ExtensionId extension,
        Optional<String> organization,
        PortSet requested,
        Status status,
        PortSet approved,
        PortSet denied,
        PortSet revoked,
        Optional<PortSet> next,
        By by,
        Instant at) {

    /** Where a decision stands. */
    public enum Status {
        PENDING,
        APPROVED,
        REVOKED
    }

    /** Why a port cannot be used now (PORT-18). */
    public enum Reason {
        UNDECLARED,
        PENDING,
        DENIED,
        REVOKED
    }

    /** Returns the request a decision is about: the next one if there is one (PORT-22). */
    public PortSet asked() {
        return next.orElse(requested);
    }

    /** Returns the hash that a decision must present (PORT-21, PORT-24). */
    public String requestHash() {
        return asked().hash();
    }

    /** Returns the ports that are asked for and not decided. */
    public PortSet pending() {
        return asked().minus(approved).minus(denied).minus(revoked);
    }

    /** Tells why a port that is not approved cannot be used. */
    public Reason reason(PortName port) {
        if (!requested.contains(port)) {
            return Reason.UNDECLARED;
        } else if (revoked.contains(port)) {
            return Reason.REVOKED;
        }
        return denied.contains(port) ? Reason.DENIED : Reason.PENDING;
    }

}
