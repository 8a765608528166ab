/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import dev.berth.host.server.route.ProblemReply;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Words the errors that the container finds before or beside our code, without a stack trace or a server's name. */
final class ErrorReply extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        response.write(true, ByteBuffer.wrap(body(response.getStatus())), callback);
        return true;
    }

    private static byte[] body(int status) {
        Problem problem = Problem.of(
                code(status),
                "the request",
                "The host answered the request with HTTP status " + status + ", " + HttpStatus.getMessage(status)
                        + ".");
        return new ProblemReply(List.of(problem))
                .body()
                .with("status", status)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static ProblemCode code(int status) {
        return switch (status) {
            case HttpStatus.UNAUTHORIZED_401 -> ProblemCode.TOKEN_REQUIRED;
            case HttpStatus.FORBIDDEN_403, HttpStatus.MISDIRECTED_REQUEST_421 -> ProblemCode.ORIGIN_REFUSED;
            case HttpStatus.NOT_FOUND_404 -> ProblemCode.ROUTE_NOT_FOUND;
            case HttpStatus.METHOD_NOT_ALLOWED_405 -> ProblemCode.METHOD_NOT_ALLOWED;
            case HttpStatus.PAYLOAD_TOO_LARGE_413, HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 ->
                ProblemCode.REQUEST_TOO_LARGE;
            case HttpStatus.SERVICE_UNAVAILABLE_503 -> ProblemCode.HOST_NOT_READY;
            default -> status < 500 ? ProblemCode.USAGE_INVALID : ProblemCode.INTERNAL_ERROR;
        };
    }
}
