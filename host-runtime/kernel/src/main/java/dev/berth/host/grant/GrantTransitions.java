/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.grant;

import dev.berth.host.audit.AuditEvent;
import dev.berth.host.audit.AuditEvent.PortDenied;
import dev.berth.host.audit.AuditEvent.PortGranted;
import dev.berth.host.audit.AuditEvent.PortRequested;
import dev.berth.host.audit.AuditEvent.PortRevoked;
import dev.berth.host.audit.By;
import dev.berth.host.grant.Decision.Status;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The table of PORT-41 to PORT-51. Pure. */
public final class GrantTransitions {
    private final By by;
    private final Instant at;

    /** Judges for one decider at one time. */
    public GrantTransitions(By by, Instant at) {
        this.by = by;
        this.at = at;
    }

    /** Records what a first install, or the same revision again, asks for (PORT-41 to PORT-46). */
    public GrantDecision request(Optional<Grant> row, ExtensionId id, Optional<String> organization, PortSet ports) {
        if (row.isEmpty()) {
            Status status = ports.isEmpty() ? Status.APPROVED : Status.PENDING;
            Decision first = new Decision(ports, status, PortSet.NONE, PortSet.NONE, PortSet.NONE);
            By decider = ports.isEmpty() ? By.POLICY : by;
            return changed(new Grant(id, organization, first, Optional.empty(), decider, at), requested(id, ports));
        }
        Grant grant = row.get();
        if (grant.standing().requested().equals(ports)) {
            return new GrantDecision.Same(grant);
        }
        Decision next = asked(grant.standing(), ports);
        return changed(new Grant(id, grant.organization(), next, Optional.empty(), by, at), requested(id, ports));
    }

    /** Records what an update asks for, beside the standing request (PORT-22). */
    public GrantDecision requestNext(Grant grant, PortSet ports) {
        if (grant.standing().requested().equals(ports)) {
            return grant.next().isEmpty()
                    ? new GrantDecision.Same(grant)
                    : new GrantDecision.Changed(grant.rolledBack(), List.of());
        }
        if (grant.next().filter(next -> next.requested().equals(ports)).isPresent()) {
            return new GrantDecision.Same(grant);
        }
        Optional<Decision> next = Optional.of(asked(grant.standing(), ports));
        return changed(
                new Grant(grant.extension(), grant.organization(), grant.standing(), next, by, at),
                requested(grant.extension(), ports));
    }

    private static Decision asked(Decision before, PortSet ports) {
        PortSet approved = before.approved().and(ports);
        PortSet revoked = before.revoked().and(ports);
        if (!before.requested().containsAll(ports)) {
            return new Decision(ports, Status.PENDING, approved, PortSet.NONE, revoked);
        }
        boolean settled = before.status() != Status.PENDING || approved.containsAll(ports);
        Status status = before.status() == Status.PENDING && settled ? Status.APPROVED : before.status();
        return new Decision(ports, status, approved, before.denied().and(ports), revoked);
    }

    /** Approves these ports of the request that was shown; what is left of it counts as denied (PORT-47). */
    public GrantDecision approve(Optional<Grant> row, ExtensionId id, Optional<String> shownHash, PortSet ports) {
        Optional<Problem> refusal = refusal(row, id, shownHash);
        if (refusal.isPresent()) {
            return new GrantDecision.Refused(refusal.get());
        }
        Grant grant = row.orElseThrow();
        Decision asked = grant.asked();
        PortSet beyond = ports.minus(asked.requested());
        if (!beyond.isEmpty()) {
            return new GrantDecision.Refused(Problem.of(
                            ProblemCode.GRANT_NOT_REQUESTED,
                            id.value(),
                            id + " does not request the port " + beyond + "; it requests: " + asked.requested()
                                    + ". Nothing was granted.")
                    .fact("requested", asked.requested().names())
                    .author("add it to \"requestedHostPorts\" in package.json and release a new version.")
                    .operator("leave it out: berth grant " + id + " "
                            + String.join(" ", asked.requested().names())));
        }
        Decision decided = new Decision(
                asked.requested(), Status.APPROVED, ports, asked.requested().minus(ports), PortSet.NONE);
        if (decided.equals(asked)) {
            return new GrantDecision.Same(grant);
        }
        return changed(grant.decided(decided, by, at), new PortGranted(id, grant.organization(), names(ports)));
    }

    /**
     * Approves ports as a part of another command; what that leaves open stays pending, since nobody has decided on it
     * (PORT-29, PORT-35, PORT-36).
     */
    public GrantDecision approveMore(Grant grant, PortSet ports) {
        Decision asked = grant.asked();
        PortSet more = ports.and(asked.requested()).minus(asked.approved());
        if (more.isEmpty()) {
            return new GrantDecision.Same(grant);
        }
        PortSet approved = asked.approved().plus(more);
        PortSet denied = asked.denied().minus(more);
        PortSet revoked = asked.revoked().minus(more);
        boolean settled = approved.plus(denied).plus(revoked).containsAll(asked.requested());
        Decision decided =
                new Decision(asked.requested(), settled ? Status.APPROVED : Status.PENDING, approved, denied, revoked);
        return changed(
                grant.decided(decided, by, at), new PortGranted(grant.extension(), grant.organization(), names(more)));
    }

    /** Denies what is pending; what was approved before stays (PORT-48). */
    public GrantDecision deny(Optional<Grant> row, ExtensionId id, Optional<String> shownHash) {
        Optional<Problem> refusal = refusal(row, id, shownHash);
        if (refusal.isPresent()) {
            return new GrantDecision.Refused(refusal.get());
        }
        Grant grant = row.orElseThrow();
        Decision asked = grant.asked();
        if (asked.status() != Status.PENDING) {
            return new GrantDecision.Same(grant);
        }
        Decision decided = new Decision(
                asked.requested(),
                Status.APPROVED,
                asked.approved(),
                asked.requested().minus(asked.approved()).minus(asked.revoked()),
                asked.revoked());
        return changed(
                grant.decided(decided, by, at), new PortDenied(id, grant.organization(), names(asked.pending())));
    }

    /** Takes ports back, of the standing request and of the next one (PORT-49 to PORT-51). */
    public GrantDecision revoke(Optional<Grant> row, ExtensionId id, PortSet ports) {
        if (row.isEmpty()) {
            return new GrantDecision.Refused(missing(id));
        }
        Grant grant = row.get();
        Grant after = new Grant(
                id,
                grant.organization(),
                revoked(grant.standing(), ports),
                grant.next().map(next -> revoked(next, ports)),
                by,
                at);
        PortSet taken = grant.standing().approved().minus(after.standing().approved());
        boolean same = after.standing().equals(grant.standing()) && after.next().equals(grant.next());
        return same
                ? new GrantDecision.Same(grant)
                : changed(after, new PortRevoked(id, grant.organization(), names(taken)));
    }

    private static Decision revoked(Decision before, PortSet ports) {
        boolean all = ports.isEmpty();
        PortSet taken = all ? before.requested() : before.approved().and(ports);
        PortSet left = before.approved().minus(taken);
        if (before.status() == Status.REVOKED || taken.isEmpty()) {
            return before;
        }
        return new Decision(
                before.requested(),
                left.isEmpty() ? Status.REVOKED : before.status(),
                left,
                before.denied().minus(taken),
                before.revoked().plus(taken));
    }

    private Optional<Problem> refusal(Optional<Grant> row, ExtensionId id, Optional<String> shownHash) {
        if (row.isEmpty()) {
            return Optional.of(missing(id));
        }
        return shownHash
                .filter(hash -> !hash.equals(row.get().requestHash()))
                .map(hash -> Problem.of(
                                ProblemCode.GRANT_STALE,
                                id.value(),
                                id
                                        + " asks for other ports than the ones that were shown: the decision was about request "
                                        + hash
                                        + ", the request now is " + row.get().requestHash() + " ("
                                        + row.get().asked().requested() + "). Nothing was decided.")
                        .fact("requestHash", row.get().requestHash())
                        .operator("look at it again: berth grants " + id));
    }

    private static Problem missing(ExtensionId id) {
        return Problem.of(
                        ProblemCode.GRANT_MISSING,
                        id.value(),
                        id + " is not installed, so there is no request for ports to decide on. Nothing was changed.")
                .operator("see what is installed: berth list");
    }

    private static AuditEvent requested(ExtensionId id, PortSet ports) {
        return new PortRequested(id, names(ports), ports.hash());
    }

    private static Set<String> names(PortSet ports) {
        return new LinkedHashSet<>(ports.names());
    }

    private static GrantDecision changed(Grant grant, AuditEvent event) {
        return new GrantDecision.Changed(grant, List.of(event));
    }
}
