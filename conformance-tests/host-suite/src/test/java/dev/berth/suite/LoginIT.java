/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.server.BerthServer;
import dev.berth.host.server.ServerConfig;
import dev.berth.sdk.value.JsonObject;
import dev.berth.suite.OAuthServer.Browser;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody signs in at a real OpenID Connect provider. */
class LoginIT {
    private static final String TOKEN = "the-token-of-the-tests-0123456789";

    @TempDir
    Path home;

    @Test
    @DisplayName(
            "PORT-60, PORT-81: through login and consent into the console, in the organisation and the role of the claims")
    void through() throws Exception {
        try (BerthServer server = BerthServer.open(
                new ServerConfig(ServerConfig.LOOPBACK, 0, TOKEN, home.resolve("uploads"), () -> {}))) {
            URI callback = URI.create(server.url() + "/login/callback");
            try (OAuthServer provider = OAuthServer.start(callback)) {
                SecretFile.write(home.resolve("client-secret"), OAuthServer.SECRET);
                JsonObject setup = JsonObject.of(
                        "issuer", provider.issuer(),
                        "clientId", OAuthServer.CLIENT,
                        "clientSecret", JsonObject.of("file", "client-secret"),
                        "callbackUrl", callback,
                        "scopes", List.of("profile", "organization"),
                        "claims", JsonObject.of("organization", "organization"),
                        "roles", JsonObject.of("member", "member"));
                Files.writeString(home.resolve("login.json"), setup.toString());
                try (TestHost host = TestHost.start(home, builder -> builder.multiTenant(true));
                        Browser browser = new Browser();
                        Browser other = new Browser()) {
                    server.serve(host.runtime());
                    URI back = browser.consent(URI.create(server.url() + "/login"), callback, "ada");
                    assertThat(other.get(back).statusCode()).isEqualTo(404);
                    assertThat(browser.get(back).statusCode()).isEqualTo(404);

                    HttpResponse<String> arrival =
                            browser.get(browser.consent(URI.create(server.url() + "/login"), callback, "ada"));
                    assertThat(arrival.statusCode()).as(arrival.body()).isEqualTo(200);
                    assertThat(browser.get(URI.create(server.url() + "/")).body())
                            .contains("console.js");
                    assertThat(browser.get(URI.create(server.url() + "/api/extensions"))
                                    .statusCode())
                            .isEqualTo(200);
                    assertThat(browser.get(URI.create(server.url() + "/api/audit"))
                                    .body())
                            .contains("user:ada", "found member in the organisation acme");
                    assertThat(other.get(URI.create(server.url() + "/api/extensions"))
                                    .statusCode())
                            .isEqualTo(401);
                    assertThat(host.runtime().audit(0, 100))
                            .extracting(entry -> entry.event() + " " + entry.actor())
                            .contains("LoginRefused system:login", "LoginSucceeded user:ada");
                }
            }
        }
    }
}
