/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.grant;

import dev.berth.manifest.port.Ungranted;
import dev.berth.sdk.port.PortName;

/**
 * One request for ports and where the decision about it stands.
 *
 * @param requested the privileged ports asked for
 * @param status where it stands
 * @param approved the requested ports that may be used
 * @param denied the requested ports that were denied
 * @param revoked the requested ports that were taken back
 */
public record Decision(PortSet requested, Status status, PortSet approved, PortSet denied, PortSet revoked) {

    /** Where a decision stands. */
    public enum Status {
        PENDING,
        APPROVED,
        REVOKED
    }

    /** Returns the ports that are asked for and not decided. */
    public PortSet pending() {
        return requested.minus(approved).minus(denied).minus(revoked);
    }

    /** Returns what two scopes allow together: a port that either grants is granted (PORT-33). */
    Decision or(Decision other) {
        PortSet granted = approved.plus(other.approved);
        return new Decision(
                requested.plus(other.requested),
                status == Status.APPROVED ? status : other.status,
                granted,
                denied.plus(other.denied).minus(granted),
                revoked.plus(other.revoked).minus(granted));
    }

    /** Tells why a port that is not approved cannot be used. */
    public Ungranted reason(PortName port) {
        if (!requested.contains(port)) {
            return Ungranted.UNDECLARED;
        } else if (revoked.contains(port)) {
            return Ungranted.REVOKED;
        }
        return denied.contains(port) ? Ungranted.DENIED : Ungranted.PENDING;
    }
}
