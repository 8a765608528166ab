/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.port;

import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.Blame;
import dev.berth.sdk.problem.HandleClosedException;
import dev.berth.sdk.problem.PortException;
import dev.berth.sdk.problem.PortInputException;
import dev.berth.sdk.problem.PortNotGrantedException;
import dev.berth.sdk.problem.PortReservedException;
import dev.berth.sdk.problem.PortUnavailableException;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.TenantMissingException;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How calls of one extension are refused (PORT-7).
 *
 * @param id who calls
 * @param subject how people call it
 */
public record PortProblems(ExtensionId id, String subject) {
    /** Returns the name of a port's type, {@code SecretsPort}. */
    public static String typeName(PortName port) {
        String name = port.toString();
        return Character.toUpperCase(name.charAt(0)) + name.substring(1) + "Port";
    }

    /** Returns what a handle says of itself, {@code SecretsPort[@acme/crm-connector, not granted]} (PORT-14). */
    public String probe(PortName port, boolean stopped, boolean granted) {
        String state = "not granted";
        if (stopped && port.isPrivileged()) {
            state = "stopped";
        } else if (!port.isPrivileged() || granted) {
            state = port.tier() == PortName.Tier.RESERVED ? "reserved" : "live";
        }
        return typeName(port) + "[" + id + ", " + state + "]";
    }

    /** A key says which call it was; other text may be anything, also a secret. */
    private String call(PortName port, String method, @Nullable Object argument) {
        String shown =
                argument instanceof String key && PortInput.KEY.matcher(key).matches() ? "\"" + key + "\"" : "";
        return subject + " called " + typeName(port) + "." + method + "(" + shown + ")";
    }

    /**
     * The port may not be used now (PORT-10).
     *
     * @param argument the first argument
     * @param granted the names of the ports that may be used, sorted
     * @param organization which decides for itself
     */
    public PortNotGrantedException notGranted(
            PortName port,
            String method,
            @Nullable Object argument,
            List<String> granted,
            Ungranted reason,
            Optional<String> organization) {
        Problem problem = Problem.of(
                        ProblemCode.PORT_NOT_GRANTED,
                        subject,
                        call(port, method, argument) + " but holds no grant for \"" + port + "\" (granted: "
                                + (granted.isEmpty() ? "none" : String.join(", ", granted))
                                + "). The call was refused and audited.\n" + reason.sentence())
                .fact("port", port)
                .fact("granted", granted)
                .fact("reason", reason.toString());
        return new PortNotGrantedException(
                reason == Ungranted.UNDECLARED
                        ? problem.blame(Blame.AUTHOR).author("add \"" + port + "\" to \"requestedHostPorts\".")
                        : problem.operator("berth grant " + id + " " + port
                                + organization
                                        .map(name -> " --organization " + name)
                                        .orElse("")));
    }

    /** The revision has stopped (PORT-19). */
    public HandleClosedException stopped(PortName port, String method, @Nullable Object argument) {
        return new HandleClosedException(Problem.of(
                        ProblemCode.EXTENSION_STOPPED,
                        subject,
                        call(port, method, argument)
                                + " after it was stopped; ports work until destroy has run. The call was refused.")
                .author("do not keep handles or threads beyond destroy."));
    }

    /** The port is granted, and reserved (PORT-11). */
    public PortReservedException reserved(PortName port, String method) {
        return new PortReservedException(Problem.of(
                        ProblemCode.PORT_RESERVED,
                        subject,
                        subject + " called " + typeName(port) + "." + method + " and holds a grant for \"" + port
                                + "\", but that port is reserved in this version. The call was refused.")
                .fact("port", port)
                .author("keep configuration in settings and credentials in secrets."));
    }

    /** An argument is null, or not what the method documents (PORT-5). */
    public PortInputException input(PortName port, String method, String needed, String found) {
        return new PortInputException(Problem.of(
                        ProblemCode.PORT_INPUT_INVALID,
                        subject,
                        subject + " called " + typeName(port) + "." + method + ", which needs " + needed + "; found "
                                + found + ". The call did nothing.")
                .fact("port", port)
                .author("correct the argument."));
    }

    /** The call belongs to no organisation, and there is no fallback (PORT-61). */
    public TenantMissingException tenantMissing(PortName port, String method) {
        return new TenantMissingException(Problem.of(
                        ProblemCode.TENANT_MISSING,
                        subject,
                        subject + " called " + typeName(port) + "." + method
                                + " outside of any call of an organisation. The call did nothing.")
                .author("carry the call to your own threads: ctx.captureCall().run(task)."));
    }

    /** There is nothing behind the port. */
    public PortUnavailableException unavailable(PortName port, String method, String why, String fix) {
        return new PortUnavailableException(Problem.of(
                        ProblemCode.PORT_UNAVAILABLE,
                        subject,
                        subject + " called " + typeName(port) + "." + method + ", but " + why
                                + ". The call did nothing.")
                .fact("port", port)
                .operator(fix));
    }

    /** Any other refusal of a call; {@code why} says what was found. */
    public PortException refused(ProblemCode code, PortName port, String call, String why, String fix) {
        return new PortException(Problem.of(
                        code,
                        subject,
                        subject + " called " + typeName(port) + "." + call + " " + why + ". The call was refused.")
                .author(fix));
    }
}
