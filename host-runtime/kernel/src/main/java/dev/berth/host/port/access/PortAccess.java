/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.access;

import dev.berth.host.grant.Decision;
import dev.berth.host.grant.Decision.Reason;
import dev.berth.host.grant.UsablePorts;
import dev.berth.host.live.Owner;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.Blame;
import dev.berth.sdk.problem.HandleClosedException;
import dev.berth.sdk.problem.PortException;
import dev.berth.sdk.problem.PortInputException;
import dev.berth.sdk.problem.PortNotGrantedException;
import dev.berth.sdk.problem.PortReservedException;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.TenantMissingException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The check in front of every port call of one revision: two volatile reads when it may pass, three where organisations decide for themselves (PORT-10 to PORT-18). */
public final class PortAccess {
    private final Owner owner;
    private final UsablePorts usable;
    private final CallScope scope;
    private final RefusalAudit refusals;
    private final Supplier<Optional<String>> organization;
    private volatile boolean stopped;

    public PortAccess(Owner owner, UsablePorts usable, CallScope scope, RefusalAudit refusals) {
        this.owner = owner;
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
     * @param argument what to show of the call; never a secret
     */
    public void check(PortName port, String method, @Nullable Object argument) {
        if (stopped || !usable.contains(port, organization)) {
            throw refusal(port, method, argument);
        }
    }

    private PortException refusal(PortName port, String method, @Nullable Object argument) {
        String call = typeName(port) + "." + method + "(" + (argument == null ? "" : "\"" + argument + "\"") + ")";
        if (stopped) {
            return new HandleClosedException(Problem.of(
                            ProblemCode.EXTENSION_STOPPED,
                            owner.subject(),
                            owner.subject() + " called " + call
                                    + " after it was stopped; ports work until destroy has run. The call was refused.")
                    .author("do not keep handles or threads beyond destroy."));
        }
        Optional<String> where = organization.get();
        Decision decision = usable.decision(where);
        Reason reason = decision.reason(port);
        refusals.refused(owner.id(), port, reason);
        String why = switch (reason) {
            case UNDECLARED -> "The manifest does not request it.";
            case PENDING -> "It is requested and nobody has decided yet.";
            case DENIED -> "It was denied.";
            case REVOKED -> "It was revoked.";
        };
        Problem problem = Problem.of(
                        ProblemCode.PORT_NOT_GRANTED,
                        owner.subject(),
                        owner.subject() + " called " + call + " but holds no grant for \"" + port + "\" (granted: "
                                + decision.approved() + "). The call was refused and audited.\n" + why)
                .fact("port", port)
                .fact("granted", decision.approved().names())
                .fact("reason", reason.name().toLowerCase(Locale.ROOT));
        throw new PortNotGrantedException(
                reason == Reason.UNDECLARED
                        ? problem.blame(Blame.AUTHOR).author("add \"" + port + "\" to \"requestedHostPorts\".")
                        : problem.operator("berth grant " + owner.id() + " " + port
                                + usable.decider(where)
                                        .map(name -> " --organization " + name)
                                        .orElse("")));
    }

    public PortReservedException reserved(PortName port, String method) {
        return new PortReservedException(Problem.of(
                        ProblemCode.PORT_RESERVED,
                        owner.subject(),
                        owner.subject() + " called " + typeName(port) + "." + method + " and holds a grant for \""
                                + port + "\", but that port is reserved in this version. The call was refused.")
                .fact("port", port)
                .author("keep configuration in settings and credentials in secrets."));
    }

    /** Makes the refusal of an argument (PORT-5). */
    public PortInputException input(PortName port, String method, String needed, String found) {
        return new PortInputException(Problem.of(
                        ProblemCode.PORT_INPUT_INVALID,
                        owner.subject(),
                        owner.subject() + " called " + typeName(port) + "." + method + ", which needs " + needed
                                + "; found " + found + ". The call did nothing.")
                .fact("port", port)
                .author("correct the argument."));
    }

    /** Returns the organisation of the running call; there is no fallback (PORT-61). */
    public String organization(PortName port, String method) {
        return scope.caller()
                .organizationId()
                .orElseThrow(() -> new TenantMissingException(Problem.of(
                                ProblemCode.TENANT_MISSING,
                                owner.subject(),
                                owner.subject() + " called " + typeName(port) + "." + method
                                        + " outside of any call of an organisation. The call did nothing.")
                        .author("carry the call to your own threads: ctx.captureCall().run(task).")));
    }

    /** Returns {@code SecretsPort[@acme/crm-connector, not granted]} (PORT-14). */
    String describe(PortName port) {
        String state = "not granted";
        if (stopped && port.isPrivileged()) {
            state = "stopped";
        } else if (!port.isPrivileged() || usable.contains(port, organization)) {
            state = port.tier() == PortName.Tier.RESERVED ? "reserved" : "live";
        }
        return typeName(port) + "[" + owner.id() + ", " + state + "]";
    }

    /** Returns the name of its interface. */
    public static String typeName(PortName port) {
        String name = port.toString();
        return Character.toUpperCase(name.charAt(0)) + name.substring(1) + "Port";
    }
}
