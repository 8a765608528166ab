/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import dev.berth.host.identity.Identity;
import dev.berth.host.server.route.RestApi;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** Lets the owner of the host in, from a program on this machine: no browser, no other token, no other name of this address. */
final class OperatorEntrance extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String SCHEME = "Bearer ";

    private final transient RestApi api;
    private final transient OwnerToken owner;
    private final transient OwnNames names = new OwnNames(ServerConfig.LOOPBACK, Optional.empty());

    OperatorEntrance(RestApi api, OwnerToken owner) {
        this.api = api;
        this.owner = owner;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!names.isOwnHost(request) || request.getHeader("Origin") != null) {
            throw refused("a program on this machine, by the address in host.json", "a page or another name");
        }
        String authorization =
                Optional.ofNullable(request.getHeader("Authorization")).orElse("");
        if (!authorization.startsWith(SCHEME) || !owner.matches(authorization.substring(SCHEME.length()))) {
            throw refused("the owner's token in the header \"Authorization: Bearer …\"", "none or another one");
        }
        request.setAttribute(Identity.class.getName(), Identity.owner("cli"));
        api.answer(request, response);
    }

    private static ProblemException refused(String needed, String found) {
        return new ProblemException(Problem.of(
                        ProblemCode.OPERATOR_ONLY,
                        "the operator's door",
                        "The operator's door needs " + needed + "; found " + found + ". Nothing was changed.")
                .operator("use the command berth beside the host, as the user that runs it."));
    }
}
