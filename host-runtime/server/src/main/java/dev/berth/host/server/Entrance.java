/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The one servlet: answers that the host is not ready until there is a site behind it. */
final class Entrance extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private transient volatile @Nullable Site site;

    void open(Site ready) {
        site = ready;
    }

    void close(Duration grace) {
        Site ready = site;
        if (ready != null) {
            ready.close(grace);
        }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Site ready = site;
        if (ready != null) {
            ready.answer(request, response);
        } else if (request.getServletPath().equals(Site.HEALTH)) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.setContentType("application/json");
            response.getOutputStream().write("{\"status\":\"starting\"}".getBytes(StandardCharsets.UTF_8));
        } else {
            response.setHeader("Retry-After", "1");
            throw new ProblemException(Problem.of(
                            ProblemCode.HOST_NOT_READY,
                            "the host",
                            "The request needs a host that has started; this one is starting. Nothing was changed.")
                    .operator("ask again in a moment; GET /health tells when"));
        }
    }
}
