/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.login;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.util.List;

/** Nobody is signed in, and why. Neither text contains a token. */
final class LoginRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final transient Problem problem;

    private LoginRefusal(String reason, Problem problem) {
        super(problem.summary());
        this.reason = reason;
        this.problem = problem;
    }

    /** One text for what was never there, has expired, was used, or is another browser's: it tells nothing to who guesses. */
    static LoginRefusal unknown() {
        return of(
                ProblemCode.LOGIN_UNKNOWN,
                "state-unknown",
                "The login needs an answer that this host waits for, in the browser that began it; found one that is unknown,"
                        + " expired or used.",
                "begin again at the console's address.");
    }

    /** What the provider says cannot be believed, or it says no. */
    static LoginRefusal refused(String reason, String issuer, String needed, String found, String fix) {
        return of(ProblemCode.LOGIN_REFUSED, reason, subject(issuer, needed, found), fix);
    }

    /** The provider does not answer, or not as it should. */
    static LoginRefusal unavailable(String reason, String issuer, String needed, String found) {
        return of(
                ProblemCode.LOGIN_UNAVAILABLE,
                reason,
                subject(issuer, needed, found),
                "look at the provider and at " + LoginFile.NAME
                        + " in the home; until it answers, the owner's token and those that were given still let in.");
    }

    /** The provider vouches for somebody who is nothing on this host. */
    static LoginRefusal nobody(String reason, String user, String needed, String found) {
        return new LoginRefusal(
                reason,
                Problem.of(
                                ProblemCode.ROLE_REQUIRED,
                                user,
                                user + " needs " + needed + "; found " + found
                                        + ". Nobody was signed in; nothing was changed.")
                        .fact("reason", reason)
                        .operator("let the provider say it of " + user + ", or name what it says in " + LoginFile.NAME
                                + "."));
    }

    private static String subject(String issuer, String needed, String found) {
        return "The login at " + issuer + " needs " + needed + "; found " + found + ".";
    }

    private static LoginRefusal of(ProblemCode code, String reason, String summary, String fix) {
        return new LoginRefusal(
                reason,
                Problem.of(code, "the login", summary + " Nobody was signed in; nothing was changed.")
                        .fact("reason", reason)
                        .operator(fix));
    }

    /** Says again what was found a moment ago. */
    LoginRefusal again() {
        return new LoginRefusal(reason, problem);
    }

    String reason() {
        return reason;
    }

    List<Problem> problems() {
        return List.of(problem);
    }
}
