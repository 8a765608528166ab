/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.route;

import dev.berth.host.identity.Identity;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever a request throws into an answer. The only catch-all of the server; the outermost filter. */
public final class RequestBarrier extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final long OWNERS = 64L << 20;
    private static final long STRANGERS = 1L << 20;
    private static final Logger LOG = LoggerFactory.getLogger(RequestBarrier.class);

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        try {
            chain.doFilter(request, response);
            if (response.getStatus() >= HttpServletResponse.SC_BAD_REQUEST) {
                drain(request);
            }
        } catch (ProblemException e) {
            drain(request);
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

    /** Reads what was not read, up to a limit: a client that is cut off while it sends does not see the answer. */
    private static void drain(HttpServletRequest request) throws IOException {
        boolean waits = request.getHeader("Expect") != null;
        if (waits || request.isAsyncStarted()) {
            return;
        }
        InputStream in = request.getInputStream();
        byte[] buffer = new byte[1 << 16];
        long left = request.getAttribute(Identity.class.getName()) == null ? STRANGERS : OWNERS;
        for (int n = in.read(buffer); n >= 0 && left > 0; n = in.read(buffer)) {
            left -= n;
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
                        "the host",
                        "The host failed, by a fault of its own, while it answered " + request.getMethod() + " "
                                + request.getRequestURI() + ". The request may not be done; the host still runs.")
                .fact("reference", reference)
                .operator("look for " + reference + " in logs/berth.log in the host's home, and report it.");
    }
}
