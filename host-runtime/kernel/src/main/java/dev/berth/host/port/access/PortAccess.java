/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.access;

import dev.berth.host.grant.Decision;
import dev.berth.host.grant.UsablePorts;
import dev.berth.host.live.Owner;
import dev.berth.manifest.port.PortProblems;
import dev.berth.manifest.port.Ungranted;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.PortException;
import dev.berth.sdk.problem.PortReservedException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The check in front of every port call of one revision: two volatile reads when it may pass, three where organisations decide for
 * themselves (PORT-10 to PORT-18).
 */
public final class PortAccess {
    private final Owner owner;
    private final PortProblems problems;
    private final UsablePorts usable;
    private final CallScope scope;
    private final RefusalAudit refusals;
    private final Supplier<Optional<String>> organization;
    private volatile boolean stopped;

    public PortAccess(Owner owner, UsablePorts usable, CallScope scope, RefusalAudit refusals) {
        this.owner = owner;
        this.problems = new PortProblems(owner.id(), owner.subject());
        this.usable = usable;
        this.scope = scope;
        this.refusals = refusals;
        this.organization = () -> scope.caller().organizationId();
    }

    /** Returns whose access it is. */
    public Owner owner() {
        return owner;
    }

    /** Returns which calls run. */
    public CallScope scope() {
        return scope;
    }

    /** From now on every handle answers {@code extension-stopped}; ambient ports keep logging (PORT-19). */
    public void stop() {
        stopped = true;
    }

    public boolean isStopped() {
        return stopped;
    }

    /** Returns the ports behind it, to give them back. */
    public UsablePorts usable() {
        return usable;
    }

    /**
     * Passes, or refuses.
     *
     * @param argument the first argument; shown if it is a key
     */
    public void check(PortName port, String method, @Nullable Object argument) {
        if (stopped || !usable.contains(port, organization)) {
            throw refusal(port, method, argument);
        }
    }

    private PortException refusal(PortName port, String method, @Nullable Object argument) {
        if (stopped) {
            return problems.stopped(port, method, argument);
        }
        Optional<String> where = organization.get();
        Decision decision = usable.decision(where);
        Ungranted reason = decision.reason(port);
        refusals.refused(owner.id(), port, reason);
        return problems.notGranted(port, method, argument, decision.approved().names(), reason, usable.decider(where));
    }

    /** Returns how its calls are refused. */
    public PortProblems problems() {
        return problems;
    }

    public PortReservedException reserved(PortName port, String method) {
        return problems.reserved(port, method);
    }

    /** Returns the organisation of the running call; there is no fallback (PORT-61). */
    public String organization(PortName port, String method) {
        return organization.get().orElseThrow(() -> problems.tenantMissing(port, method));
    }

    /** Returns {@code SecretsPort[@acme/crm-connector, not granted]} (PORT-14). */
    String describe(PortName port) {
        return problems.probe(port, stopped, usable.contains(port, organization));
    }

    /** Returns the name of its interface. */
    public static String typeName(PortName port) {
        return PortProblems.typeName(port);
    }
}
