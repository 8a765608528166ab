/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.route;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.JsonObject;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Problems as RFC 9457 sees them. The first one gives the status and the texts; the rest follow as members.
 *
 * @param problems at least one
 */
public record ProblemReply(List<Problem> problems) {
    static final String MEDIA_TYPE = "application/problem+json";

    /** Copies the problems. */
    public ProblemReply {
        problems = List.copyOf(problems);
    }

    /** Returns the HTTP status. */
    public int status() {
        return status(problems.get(0).code());
    }

    /** Returns the body. */
    public JsonObject body() {
        Problem first = problems.get(0);
        String code = first.code().toString();
        return JsonObject.of(
                "type",
                "urn:berth:problem:" + code,
                "title",
                code.substring(0, 1).toUpperCase(Locale.ROOT)
                        + code.substring(1).replace('-', ' '),
                "status",
                status(),
                "detail",
                first.summary(),
                "code",
                code,
                "problems",
                problems.stream().map(Problem::toJson).toList());
    }

    /** Writes it as the whole answer; headers that are set already stay. */
    public void write(HttpServletResponse response) throws IOException {
        response.resetBuffer();
        Reply.write(response, status(), MEDIA_TYPE, body().toString());
    }

    /** Returns the status of a code: that of its family, unless HTTP has one of its own for it. */
    static int status(ProblemCode code) {
        return switch (code) {
            case TOKEN_REQUIRED -> HttpServletResponse.SC_UNAUTHORIZED;
            case METHOD_NOT_ALLOWED -> HttpServletResponse.SC_METHOD_NOT_ALLOWED;
            case REQUEST_TOO_LARGE -> HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
            default ->
                switch (code.family()) {
                    case FAILED -> HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
                    case USAGE -> HttpServletResponse.SC_BAD_REQUEST;
                    case NOT_FOUND -> HttpServletResponse.SC_NOT_FOUND;
                    // Who did not say who they are has token-required; all others are known and may not.
                    case DENIED -> HttpServletResponse.SC_FORBIDDEN;
                    case REFUSED -> 422;
                    case CONFLICT -> HttpServletResponse.SC_CONFLICT;
                    case UNAVAILABLE -> HttpServletResponse.SC_SERVICE_UNAVAILABLE;
                };
        };
    }

    /** RFC 9457 with all problems of the pass. */
    record Problems(String type, String title, int status, String detail, String code, List<Problem> problems) {}
}
