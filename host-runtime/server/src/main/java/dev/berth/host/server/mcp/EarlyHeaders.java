/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.mcp;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * Sends the headers of an event stream when it opens. The transport leaves them until the first event, and a client that waits for
 * headers gives up before. When the writer is fetched they are all set, and no other thread knows the stream yet.
 */
final class EarlyHeaders extends HttpServletResponseWrapper {
    EarlyHeaders(HttpServletResponse response) {
        super(response);
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        PrintWriter writer = super.getWriter();
        String type = getContentType();
        if (type != null && type.startsWith("text/event-stream")) {
            flushBuffer();
        }
        return writer;
    }
}
