/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.route;

import dev.berth.sdk.value.JsonValue;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What a route answers.
 *
 * @param status the HTTP status
 * @param body JSON
 * @param after runs when the answer is on its way
 */
public record Reply(int status, JsonValue body, Runnable after) {
    /** Answers 200 with anything that has a JSON form. */
    public static Reply ok(Object body) {
        return of(HttpServletResponse.SC_OK, body);
    }

    public static Reply of(int status, Object body) {
        return new Reply(status, JsonValue.of(body), Reply::nothing);
    }

    public Reply then(Runnable task) {
        return new Reply(status, body, task);
    }

    public void write(HttpServletResponse response) throws IOException {
        write(response, status, "application/json", body);
        response.flushBuffer();
        after.run();
    }

    static void write(HttpServletResponse response, int status, String mediaType, JsonValue body) throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(mediaType);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private static void nothing() {}
}
