/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import dev.berth.host.server.BerthServer;
import dev.berth.host.server.ServerConfig;
import dev.berth.sdk.value.JsonObject;
import dev.berth.suite.OAuthServer.Browser;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** A host with one of the two gateways, what stands behind it, and users who consent. */
final class GatewayRig implements AutoCloseable {
    static final String KEY = "files";
    private static final String TOKEN = "the-token-of-the-tests-0123456789";

    final TestHost host;
    final URI callback;
    final Moved clock;
    private final Backend backend;

    /** What stands behind a gateway. */
    private interface Backend extends AutoCloseable {
        void consent(URI connectUrl, String token, String user) throws Exception;

        void revoke() throws IOException;

        /** Stops what the gateway speaks to. */
        void stop();

        @Override
        void close();
    }

    /** The two gateways. */
    enum Kind {
        OWN {
            @Override
            GatewayRig start(Path home) throws IOException {
                return own(home);
            }
        },
        NANGO {
            @Override
            GatewayRig start(Path home) throws IOException {
                return nango(home);
            }
        };

        abstract GatewayRig start(Path home) throws IOException;
    }

    /** A clock that the test moves. */
    static final class Moved extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        void forward(Duration by) {
            ahead = ahead.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }
    }

    private GatewayRig(TestHost host, URI callback, Moved clock, Backend backend) {
        this.host = host;
        this.callback = callback;
        this.clock = clock;
        this.backend = backend;
    }

    private static GatewayRig own(Path home) throws IOException {
        Moved clock = new Moved();
        BerthServer server =
                BerthServer.open(new ServerConfig(ServerConfig.LOOPBACK, 0, TOKEN, home.resolve("uploads"), () -> {}));
        URI callback = URI.create(server.url() + "/oauth/callback");
        OAuthServer provider = OAuthServer.start(callback);
        JsonObject files = JsonObject.of(
                "authorizationUrl", provider.issuer() + "/auth",
                "tokenUrl", provider.issuer() + "/token",
                "clientId", OAuthServer.CLIENT,
                "clientSecret", JsonObject.of("file", "client-secret"),
                "scopes", List.of("openid", "offline_access"),
                "parameters", JsonObject.of("prompt", "consent"),
                "issuer", provider.issuer());
        Files.createDirectories(home);
        SecretFile.write(home.resolve("client-secret"), OAuthServer.SECRET);
        write(home, JsonObject.of("callbackUrl", callback, "providers", JsonObject.of(KEY, files)));
        TestHost host = TestHost.start(home, builder -> builder.clock(clock));
        server.serve(host.runtime());
        return new GatewayRig(host, callback, clock, new Backend() {
            @Override
            public void consent(URI connectUrl, String token, String user) throws Exception {
                try (Browser browser = new Browser()) {
                    int status = browser.get(browser.consent(connectUrl, callback, user))
                            .statusCode();
                    if (status != 200) {
                        throw new IOException("The callback was answered with " + status);
                    }
                }
            }

            @Override
            public void revoke() throws IOException {
                provider.revoke();
            }

            @Override
            public void stop() {
                provider.close();
            }

            @Override
            public void close() {
                server.close();
                provider.close();
            }
        });
    }

    private static GatewayRig nango(Path home) throws IOException {
        Moved clock = new Moved();
        NangoServer server = new NangoServer(clock, KEY);
        Files.createDirectories(home);
        SecretFile.write(home.resolve("nango-key"), NangoServer.SECRET_KEY);
        write(
                home,
                JsonObject.of(
                        "nango", JsonObject.of("url", server.uri(), "secretKey", JsonObject.of("file", "nango-key"))));
        TestHost host = TestHost.start(home, builder -> builder.clock(clock));
        return new GatewayRig(host, server.uri().resolve("/oauth/callback"), clock, new Backend() {
            @Override
            public void consent(URI connectUrl, String token, String user) {
                server.complete(token);
            }

            @Override
            public void revoke() {
                server.revoke();
            }

            @Override
            public void stop() {
                server.close();
            }

            @Override
            public void close() {
                server.close();
            }
        });
    }

    private static void write(Path home, JsonObject setup) throws IOException {
        Files.writeString(home.resolve("providers.json"), setup.toString());
    }

    /** Does what a user does with the address of a session. */
    void consent(JsonObject session, String user) throws Exception {
        backend.consent(
                URI.create(session.string("connectUrl").orElseThrow()),
                session.string("token").orElseThrow(),
                user);
    }

    void revoke() throws IOException {
        backend.revoke();
    }

    void stopBackend() {
        backend.stop();
    }

    @Override
    public void close() {
        backend.close();
        host.close();
    }
}
