/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The OAuth server from npm in a process of its own, and the browsers of its users. */
final class OAuthServer implements AutoCloseable {
    static final String CLIENT = "berth";
    static final String SECRET = "the-secret-of-the-client";
    private static final int LONGEST_WAY = 20;

    private final Process process;
    private final BufferedReader out;
    private final URI issuer;

    private OAuthServer(Process process, BufferedReader out, URI issuer) {
        this.process = process;
        this.out = out;
        this.issuer = issuer;
    }

    static OAuthServer start(URI redirect) throws IOException {
        Process process = new ProcessBuilder(
                        List.of("node", Npm.folder().resolve("oauth-server.mjs").toString(), redirect.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        if (line == null) {
            process.destroyForcibly();
            throw new IOException("The OAuth server ended before it was ready");
        }
        return new OAuthServer(process, out, URI.create(line));
    }

    URI issuer() {
        return issuer;
    }

    /** Forgets all refresh tokens. */
    void revoke() throws IOException {
        Writer in = process.outputWriter(StandardCharsets.UTF_8);
        in.write("revoke\n");
        in.flush();
        if (!"revoked".equals(out.readLine())) {
            throw new IOException("The OAuth server did not revoke");
        }
    }

    /** A browser with its cookies; it stops where a test wants to look. */
    static final class Browser implements AutoCloseable {
        private final HttpClient client = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();

        HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        }

        private HttpResponse<String> post(URI uri, String form) throws IOException, InterruptedException {
            return client.send(
                    HttpRequest.newBuilder(uri)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(form))
                            .build(),
                    BodyHandlers.ofString());
        }

        /** Follows an address through login and consent, and returns the one that leads back to the host, not opened yet. */
        URI consent(URI start, URI callback, String login) throws IOException, InterruptedException {
            URI at = start;
            HttpResponse<String> response = get(at);
            for (int step = 0; step < LONGEST_WAY; step++) {
                if (response.statusCode() / 100 == 3) {
                    at = at.resolve(response.headers().firstValue("Location").orElseThrow());
                    if (at.toString().startsWith(callback + "?")) {
                        return at;
                    }
                    response = get(at);
                } else if (response.body().contains("value=\"login\"")) {
                    response = post(at, "prompt=login&password=x&login=" + login);
                } else if (response.body().contains("value=\"consent\"")) {
                    response = post(at, "prompt=consent");
                } else {
                    throw new IOException("No way on at " + at + ": " + response.statusCode());
                }
            }
            throw new IOException("The way does not end: " + at);
        }

        @Override
        public void close() {
            client.close();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
