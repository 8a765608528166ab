/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.rest;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever a request throws into an answer. The only catch-all of the server; the outermost filter. */
public final class RequestBarrier extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(RequestBarrier.class);

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        try {
            chain.doFilter(request, response);
        } catch (ProblemException e) {
            answer(response, e.problems());
        } catch (EofException e) {
            LOG.debug("The client of {} went away", request.getRequestURI());
        } catch (Throwable failure) {
            if (failure instanceof HttpException malformed && malformed.getCode() < 500) {
                answer(response, List.of(malformed(malformed.getReason())));
            } else {
                answer(response, List.of(internal(request, failure)));
            }
        }
    }

    private static void answer(HttpServletResponse response, List<Problem> problems) throws IOException {
        if (response.isCommitted()) {
            // Half an answer is out: breaking the connection is the only way left to say that it is not whole.
            throw new EofException("The answer could not be finished");
        }
        new ProblemReply(problems).write(response);
    }

    private static Problem malformed(String reason) {
        return Problem.of(
                ProblemCode.USAGE_INVALID,
                "the request",
                "The request needs to be well-formed HTTP; found: " + reason + ". Nothing was changed.");
    }

    private static Problem internal(HttpServletRequest request, Throwable failure) {
        String reference = UUID.randomUUID().toString();
        LOG.error("{} {} failed, reference {}", request.getMethod(), request.getRequestURI(), reference, failure);
        return Problem.of(
                        ProblemCode.INTERNAL_ERROR,
                        "berth",
                        "The host failed while it answered " + request.getMethod() + " " + request.getRequestURI()
                                + "; it goes on running.")
                .fact("reference", reference)
                .operator("look for " + reference + " in the host's log, and report it");
    }
}
