/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.HostBuilder;
import dev.berth.host.HostRuntime;
import dev.berth.host.Report;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Origin;
import dev.berth.host.lifecycle.Command;
import dev.berth.host.port.nango.ConnectionGateway;
import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.Extension;
import dev.berth.sdk.port.RuntimePort.RuntimeMode;
import dev.berth.sdk.value.JsonNumber;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/** A real host with parts in memory, served, and a client of it. */
final class Served implements AutoCloseable {
    static final String TOKEN = "a-token-of-the-tests-0123456789";

    final HostRuntime host;
    final BerthServer server;
    final CountDownLatch shutdown = new CountDownLatch(1);
    private final Path folder;
    private final HttpClient client = HttpClient.newHttpClient();

    private Served(Path folder, UnaryOperator<HostBuilder> setUp, ConnectionGateway gateway) throws IOException {
        this.folder = folder;
        Path parts = Files.createDirectories(folder.resolve("parts"));
        this.host = setUp.apply(HostRuntime.builder().home(folder).mode(RuntimeMode.DEVELOPMENT))
                .build(config -> MemoryParts.open(parts, gateway))
                .start();
        this.server = BerthServer.open(config(0));
    }

    static Served in(Path folder) throws IOException {
        return in(folder, builder -> builder);
    }

    static Served in(Path folder, UnaryOperator<HostBuilder> setUp) throws IOException {
        return in(folder, setUp, ConnectionGateway.NONE);
    }

    static Served in(Path folder, ConnectionGateway gateway) throws IOException {
        return in(folder, builder -> builder, gateway);
    }

    private static Served in(Path folder, UnaryOperator<HostBuilder> setUp, ConnectionGateway gateway)
            throws IOException {
        Served served = new Served(folder, setUp, gateway);
        served.server.serve(served.host);
        return served;
    }

    /** A server whose host is not served yet. */
    static Served starting(Path folder) throws IOException {
        return new Served(folder, builder -> builder, ConnectionGateway.NONE);
    }

    ServerConfig config(int port) {
        return new ServerConfig(ServerConfig.LOOPBACK, port, TOKEN, folder.resolve("uploads"), shutdown::countDown);
    }

    /** Installs or updates the greeter past the server. */
    Report bring(String version, Class<? extends Extension> entry, boolean first) throws IOException {
        Path file = Files.write(folder.resolve("greeter-" + version), TextPackages.of(Greeters.ID, version, entry));
        Command.Source source = new Command.Source(
                file,
                new Origin.File("greeter"),
                "greeter",
                new Command.GrantChoice.All(),
                Set.of(Command.Consent.UNSIGNED));
        Command command = first ? new Command.Install(source) : new Command.Update(source);
        return host.apply(command, Optional.empty(), new By("test", "embedded"));
    }

    /** Starts a request with the owner's token. */
    HttpRequest.Builder request(String path) {
        return anonymous(path).header("Authorization", "Bearer " + TOKEN);
    }

    /** Starts a request with another token. */
    HttpRequest.Builder as(String token, String path) {
        return anonymous(path).header("Authorization", "Bearer " + token);
    }

    HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    HttpResponse<String> post(String path, JsonObject body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    /** Sends bytes as they are and reads until the server ends the connection. */
    String raw(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Opens a connection, which fails when the server does not listen. */
    Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), server.url().getPort());
    }

    /** Sends JSON as somebody. */
    HttpResponse<String> post(String token, String path, JsonObject body) throws Exception {
        return send(as(token, path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    static void refused(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(json(response).string("code")).contains(code);
    }

    /** Asserts that the answer is a problem in the form of RFC 9457, which tells nothing of the inside. */
    static void assertProblem(HttpResponse<String> response, int status, String code) {
        refused(response, status, code);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonObject body = json(response);
        assertThat(body.get("status")).contains(JsonNumber.of(status));
        assertThat(body.members()).containsKeys("type", "title", "detail", "problems");
        assertThat(response.body()).doesNotContain("\\tat ");
    }

    static JsonObject json(HttpResponse<String> response) {
        return (JsonObject) StrictJson.parse(response.body());
    }

    @Override
    public void close() {
        client.close();
        server.close();
        host.close();
    }
}
