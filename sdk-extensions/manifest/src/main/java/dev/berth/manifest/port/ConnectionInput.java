/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.port;

import dev.berth.sdk.port.NangoPort.ConnectRequest;
import dev.berth.sdk.port.NangoPort.ConnectionScope;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.PortInputException;
import dev.berth.sdk.problem.PortUnavailableException;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What names and scopes of connections must be, and what is said when there is no gateway to ask (PORT-77, PORT-79). */
public record ConnectionInput(PortProblems problems) {
    /** On one line, not blank, no longer than a column. */
    private static final Pattern NAME = Pattern.compile("(?=.*\\S)[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,255}");

    private PortInput input() {
        return new PortInput(problems, PortName.NANGO);
    }

    /** Takes a connection id, a key or a user id. */
    public String name(String method, String what, @Nullable String text) {
        if (text == null || !NAME.matcher(text).matches()) {
            throw input().refused(
                            method, what + " on one line, not blank, of at most 255 characters", PortInput.shown(text));
        }
        return text;
    }

    /** Takes a scope, and returns its user. */
    public Optional<String> user(String method, @Nullable ConnectionScope scope) {
        Optional<String> user =
                input().present(method, input().present(method, scope).userId());
        return user.map(id -> name(method, "a user id", id));
    }

    /** Takes a request for a session: nobody connects for somebody else. */
    public ConnectRequest request(String method, @Nullable ConnectRequest given, Optional<String> caller) {
        ConnectRequest request = input().present(method, given);
        name(method, "a provider config key", request.providerConfigKey());
        Optional<String> user = user(method, request.scope());
        if (user.isPresent() && !user.equals(caller)) {
            throw input().refused(method, "the scope app() or that of the user of the call", "another user");
        }
        return request;
    }

    /** Makes the refusal of a key that no provider has. */
    public PortInputException unknown(String method, String key) {
        return input().refused(method, "a provider config key that the operator has set up", PortInput.shown(key));
    }

    /** Says that the gateway, or what stands behind it, did not do what it should. */
    public PortUnavailableException unavailable(String method, String needed, String found) {
        return new PortUnavailableException(
                Problem.of(
                                ProblemCode.PORT_UNAVAILABLE,
                                problems.subject(),
                                problems.subject() + " called NangoPort." + method + ", which needs " + needed
                                        + "; found " + found + ". The call did nothing.")
                        .fact("port", PortName.NANGO)
                        .operator(
                                "berth connections and the host's log say more; providers.json in the home sets the gateway up."));
    }

    /** Says that there is no gateway (PORT-77). */
    public PortUnavailableException notConfigured(String method) {
        return unavailable(method, "an OAuth gateway that the operator has set up", "none");
    }
}
