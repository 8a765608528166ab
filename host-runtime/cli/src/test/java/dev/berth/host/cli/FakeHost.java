/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.berth.host.cli.client.HostFile;
import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A host that answers as the REST contract says, from a table, and remembers what it was asked. */
public final class FakeHost implements AutoCloseable {
    public static final String TOKEN = "the-token-of-the-owner";

    private final HttpServer server;
    private final Map<String, Function<Request, Answer>> routes = new HashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /** What it was asked. */
    public record Request(String line, Map<String, String> headers, String body) {
        public JsonObject json() {
            return (JsonObject) StrictJson.parse(body);
        }
    }

    /** What it says. */
    public record Answer(int status, String type, String body) {
        public static Answer json(JsonValue value) {
            return new Answer(200, "application/json", value.toString());
        }

        public static Answer problem(int status, Problem... problems) {
            List<JsonObject> all =
                    List.of(problems).stream().map(Problem::toJson).toList();
            return new Answer(
                    status,
                    "application/problem+json",
                    JsonObject.of("problems", all).toString());
        }
    }

    public FakeHost() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Answers a request of this method and path, {@code GET /api/status}; the query does not count. */
    public FakeHost on(String line, Function<Request, Answer> answer) {
        routes.put(line, answer);
        return this;
    }

    public FakeHost on(String line, String json) {
        return on(line, request -> Answer.json(StrictJson.parse(json)));
    }

    public List<Request> requests() {
        return requests;
    }

    /** Returns the requests of this method and path. */
    public List<Request> requests(String line) {
        return requests.stream()
                .filter(request -> request.line().startsWith(line))
                .toList();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Writes host.json as a host of this process in development mode would. */
    public FakeHost announce(Path home) throws IOException {
        return announce(home, Optional.of(url()));
    }

    public FakeHost announce(Path home, Optional<URI> operatorUrl) throws IOException {
        new HostFile(
                        url(),
                        url().resolve("/mcp"),
                        operatorUrl,
                        TOKEN,
                        ProcessHandle.current().pid(),
                        Instant.now())
                .write(home);
        return this;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        String line = exchange.getRequestMethod() + " " + path;
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String query = exchange.getRequestURI().getRawQuery();
        Request request = new Request(query == null ? line : line + "?" + query, headers, body);
        requests.add(request);
        Answer answer;
        if (!("Bearer " + TOKEN).equals(headers.get("authorization"))) {
            answer = new Answer(401, "text/plain", "");
        } else {
            answer = routes.getOrDefault(line, r -> new Answer(404, "text/html", "<html>"))
                    .apply(request);
        }
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** Returns the bodies of the requests of this method and path. */
    public List<JsonObject> bodies(String line) {
        return new ArrayList<>(requests(line).stream().map(Request::json).toList());
    }
}
