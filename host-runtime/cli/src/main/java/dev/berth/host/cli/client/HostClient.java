/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.client;

import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Speaks REST to a host. Whatever goes wrong is a problem: the host's own, or one about reaching it. */
public final class HostClient {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    /** Hooks of an extension and the draining of its old revision may take minutes. */
    private static final Duration CHANGE = Duration.ofMinutes(5);

    private final HostAddress address;
    private final HttpClient http;

    public HostClient(HostAddress address) {
        this.address = address;
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
        if (!"https".equals(address.url().getScheme())) {
            builder.sslContext(unused());
        }
        this.http = builder.build();
    }

    /** Without one, the client reads the certificates of all authorities first, which takes longer than most requests. */
    private static SSLContext unused() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has TLS", e);
        }
    }

    public HostAddress address() {
        return address;
    }

    /** Returns the path of an extension below a resource, {@code /api/extensions/@acme/crm-connector}. */
    public static String path(String resource, ExtensionId id) {
        return "/api/" + resource + "/" + id;
    }

    public JsonObject get(String path) {
        return send(request(path, ANSWER).GET().build());
    }

    public JsonObject post(String path, JsonObject body) {
        BodyPublisher publisher = BodyPublishers.ofString(body.toString());
        return send(request(path, CHANGE)
                .header("Content-Type", "application/json")
                .POST(publisher)
                .build());
    }

    public JsonObject put(String path, JsonObject body) {
        return send(request(path, ANSWER)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body.toString()))
                .build());
    }

    public JsonObject delete(String path) {
        return send(request(path, ANSWER).DELETE().build());
    }

    /** Uploads a package file. */
    public JsonObject upload(Path file) {
        String name = URLEncoder.encode(String.valueOf(file.getFileName()), StandardCharsets.UTF_8);
        return octets("/api/packages?name=" + name, file);
    }

    private JsonObject octets(String path, Path file) {
        try {
            return send(request(path, CHANGE)
                    .header("Content-Type", "application/octet-stream")
                    .POST(BodyPublishers.ofFile(file))
                    .build());
        } catch (FileNotFoundException e) {
            throw new ProblemException(Problem.of(
                            ProblemCode.FILE_NOT_FOUND, file.toString(), file + " cannot be opened: " + e.getMessage())
                    .operator("name a package file that you may read."));
        }
    }

    /** Uploads what lies beside an uploaded package and says who vouches for it. */
    public JsonObject uploadSignature(String upload, Path file) {
        return octets("/api/packages/" + upload + "/signature", file);
    }

    private HttpRequest.Builder request(String path, Duration timeout) {
        return HttpRequest.newBuilder(URI.create(address.url() + path))
                .timeout(timeout)
                .header("Accept", "application/json, application/problem+json")
                .header("Authorization", "Bearer " + address.token())
                .header("X-Berth-Surface", "cli");
    }

    /** Returns the time at the host, as it writes it on an answer. */
    public Optional<Instant> clock() {
        HttpResponse<String> response =
                exchange(request("/health", ANSWER).GET().build());
        return response.headers()
                .firstValue("Date")
                .map(date -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
    }

    private JsonObject send(HttpRequest request) {
        return answer(exchange(request));
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (ConnectException e) {
            throw unreachable("does not answer: nothing accepts connections there");
        } catch (HttpTimeoutException e) {
            throw unreachable("did not answer in time");
        } catch (IOException e) {
            throw unreachable("broke the connection: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable("was not waited for any longer");
        }
    }

    private JsonObject answer(HttpResponse<String> response) {
        JsonObject document = JsonObject.of();
        boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json");
        if (json) {
            try {
                document = StrictJson.parse(response.body()) instanceof JsonObject object ? object : document;
            } catch (StrictJson.JsonSyntaxException e) {
                throw unreachable("answered with broken JSON: " + e.getMessage());
            }
        }
        boolean done = response.statusCode() / 100 == 2;
        if (done && (json || response.body().isEmpty())) {
            return document;
        }
        List<Problem> problems = ProblemReader.list(document, "problems");
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        if (response.statusCode() == 401) {
            throw new ProblemException(Problem.of(
                            ProblemCode.TOKEN_REQUIRED,
                            address.toString(),
                            "The host at " + address + " did not accept the token of this command; nothing was done.")
                    .operator("set BERTH_TOKEN to the \"token\" of host.json in that host's home."));
        }
        throw unreachable("answered " + response.statusCode() + " without a problem, so it is not a host of Berth");
    }

    private ProblemException unreachable(String what) {
        return new ProblemException(Problem.of(
                        ProblemCode.HOST_UNREACHABLE, address.toString(), "The host at " + address + " " + what + ".")
                .fact("url", address.url())
                .operator(
                        address.pid().isPresent()
                                ? "look at the end of logs/berth.log in the host's home, or start it anew with \"berth up\"."
                                : "check the address of --host, and that the host runs there."));
    }
}
