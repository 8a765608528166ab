/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.route;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Server-sent events (WHATWG HTML, section 9.2), each stream on the thread of its request. A reader that does not keep up is cut when
 * nothing could be sent for the idle time of the server; it comes back with the number of the last event it had.
 */
public final class EventStreams implements AutoCloseable {
    /** How many streams a host serves at a time. */
    static final int MOST = 200;

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final Semaphore free = new Semaphore(MOST);
    private final Set<Semaphore> bells = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** An event: what a reader that comes back names, and JSON on one line. */
    public record Event(long id, String type, String json) {
        private String text() {
            return "id: " + id + "\nevent: " + type + "\ndata: " + json + "\n\n";
        }
    }

    /** Where the events of one stream come from. */
    public interface Source {
        /** Returns those after a number, in order. */
        List<Event> after(long id);

        /** Runs a bell when there may be more, on any thread, until what is returned runs. */
        Runnable listen(Runnable bell);
    }

    /**
     * Answers with the events of a source until the reader goes or the server stops.
     *
     * @throws ProblemException {@code streams-exhausted}
     */
    public Reply open(long after, Source source) {
        if (closed || !free.tryAcquire()) {
            throw new ProblemException(Problem.of(
                            ProblemCode.STREAMS_EXHAUSTED,
                            "the request",
                            "The request needs an event stream of its own; found " + MOST
                                    + " open on this host, which is the most. No stream was opened.")
                    .operator("close pages that follow events, or ask again without a stream."));
        }
        return response -> {
            Semaphore bell = new Semaphore(0);
            bells.add(bell);
            Runnable deaf = source.listen(bell::release);
            try {
                send(response, after, source, bell);
            } finally {
                deaf.run();
                bells.remove(bell);
                free.release();
            }
        };
    }

    private void send(HttpServletResponse response, long after, Source source, Semaphore bell) throws IOException {
        response.setContentType("text/event-stream;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        OutputStream out = response.getOutputStream();
        write(out, response, ": connected\n\n");
        long last = after;
        while (!closed) {
            StringBuilder text = new StringBuilder();
            for (Event event : source.after(last)) {
                text.append(event.text());
                last = event.id();
            }
            if (!text.isEmpty()) {
                write(out, response, text.toString());
            } else if (!rings(bell)) {
                write(out, response, ": still here\n\n");
            }
        }
    }

    private static boolean rings(Semaphore bell) throws InterruptedIOException {
        try {
            boolean rung = bell.tryAcquire(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
            bell.drainPermits();
            return rung;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The stream was interrupted");
        }
    }

    private static void write(OutputStream out, HttpServletResponse response, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        response.flushBuffer();
    }

    /** Ends all streams, also those that wait for an event, and opens no more. */
    @Override
    public void close() {
        closed = true;
        bells.forEach(Semaphore::release);
    }
}
