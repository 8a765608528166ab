/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.outbound;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import dev.berth.host.port.nango.GatewayException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Requests to the addresses of the configuration: bounded in time and size, and no redirect is followed. */
public final class Outbound implements AutoCloseable {
    static final int LARGEST = 4 * 1024 * 1024;

    private final Duration longest;
    private @Nullable HttpClient client;

    /** An answer, whole, read as UTF-8. */
    public record Answer(int status, String contentType, String body) {
        /** Tells whether the server did what it was asked. */
        public boolean isDone() {
            return status / 100 == 2;
        }

        /**
         * Reads it as an answer of OAuth 2.
         *
         * @throws ParseException without a hint of what it says, which may be a token
         */
        public HTTPResponse oauth() throws ParseException {
            HTTPResponse response = new HTTPResponse(status);
            response.setContentType(contentType);
            response.setBody(body);
            return response;
        }

        /** Hides the body. */
        @Override
        public String toString() {
            return "Answer[" + status + "]";
        }
    }

    /**
     * Makes it.
     *
     * @param longest how long an answer may take, whole
     */
    public Outbound(Duration longest) {
        this.longest = longest;
    }

    /** Makes a request of one that is written in terms of OAuth 2. */
    public static HttpRequest.Builder post(Target target, HTTPRequest made) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target.uri())
                .POST(BodyPublishers.ofString(made.getBody()))
                .header("Accept", "application/json");
        made.getHeaderMap().forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        return request;
    }

    /**
     * Sends a request and waits for the whole answer.
     *
     * @param who as an operator knows the other side
     * @param prepared the request to the target, or to an address below it
     */
    public Answer send(String who, Target target, HttpRequest.Builder prepared) {
        target.check(InetAddress::getAllByName);
        HttpRequest request = prepared.timeout(longest).build();
        CompletableFuture<HttpResponse<byte[]>> coming =
                client().sendAsync(request, info -> new Bounded(BodySubscribers.ofByteArray(), LARGEST));
        String needed = "an answer of " + who + " within " + longest.toSeconds() + " s";
        try {
            // The client's own timeout ends with the headers of the answer.
            HttpResponse<byte[]> response = coming.get(longest.toMillis(), TimeUnit.MILLISECONDS);
            String type = response.headers().firstValue("Content-Type").orElse("");
            return new Answer(response.statusCode(), type, new String(response.body(), StandardCharsets.UTF_8));
        } catch (TimeoutException e) {
            throw new GatewayException(needed, "none");
        } catch (ExecutionException e) {
            throw new GatewayException(needed, cause(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GatewayException(needed, "a call that was interrupted");
        } finally {
            coming.cancel(true);
        }
    }

    /** Says what failed, without what was sent or received. */
    private static String cause(@Nullable Throwable failure) {
        String name = failure == null ? "a failure" : failure.getClass().getSimpleName();
        String message = failure instanceof Bounded.TooLargeException ? ": " + failure.getMessage() : "";
        return name + message;
    }

    /** Made at the first request: a host without connections needs no client. */
    private synchronized HttpClient client() {
        HttpClient made = client;
        if (made == null) {
            made = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(longest)
                    .build();
            client = made;
        }
        return made;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
            client = null;
        }
    }
}
