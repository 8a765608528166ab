/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.route;

import dev.berth.sdk.value.JsonValue;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What a route answers. */
@FunctionalInterface
public interface Reply {
    /** Sends it. */
    void write(HttpServletResponse response) throws IOException;

    /** Answers 200 with anything that has a JSON form. */
    static Reply ok(Object body) {
        return of(HttpServletResponse.SC_OK, body);
    }

    /** Answers with anything that has a JSON form. */
    static Reply of(int status, Object body) {
        JsonValue json = JsonValue.of(body);
        return response -> {
            write(response, status, "application/json", json.toString());
            response.flushBuffer();
        };
    }

    /** Answers 200 with a text of this type. */
    static Reply text(String mediaType, String text) {
        return response -> write(response, HttpServletResponse.SC_OK, mediaType, text);
    }

    /** Runs something when the answer is on its way. */
    default Reply then(Runnable task) {
        return response -> {
            write(response);
            task.run();
        };
    }

    /** Sends a text. */
    static void write(HttpServletResponse response, int status, String mediaType, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(mediaType);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
