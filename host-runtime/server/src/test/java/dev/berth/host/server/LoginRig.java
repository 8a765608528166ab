/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import dev.berth.host.audit.AuditEntry;
import dev.berth.host.server.login.FakeIssuer;
import dev.berth.host.server.outbound.Moved;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/** A served host at which people sign in, their provider, and their browsers. */
final class LoginRig implements AutoCloseable {
    static final JsonObject ROLES = JsonObject.of("berth-users", "member", "berth-admins", "admin");

    final Moved clock = new Moved();
    final FakeIssuer issuer = new FakeIssuer(clock);
    final Served served;

    LoginRig(Path folder, boolean several, JsonObject more) throws IOException {
        Path secret = folder.resolve("client-secret");
        Files.createFile(secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secret, FakeIssuer.SECRET);
        JsonObject setup = JsonObject.of(
                "issuer",
                issuer.name(),
                "clientId",
                FakeIssuer.CLIENT,
                "clientSecret",
                JsonObject.of("file", "client-secret"),
                "callbackUrl",
                "http://127.0.0.1:8484/login/callback",
                "scopes",
                JsonArray.of("profile"),
                "claims",
                several
                        ? JsonObject.of("roles", "groups", "organization", "organization")
                        : JsonObject.of("roles", "groups"),
                "roles",
                ROLES);
        for (var member : more.members().entrySet()) {
            setup = setup.with(member.getKey(), member.getValue());
        }
        Files.writeString(folder.resolve("login.json"), setup.toString());
        served = Served.in(folder, builder -> builder.clock(clock).multiTenant(several));
    }

    HttpResponse<String> begin(String query) throws Exception {
        return served.send(served.anonymous("/login" + query));
    }

    static String cookie(HttpResponse<String> response, String name) {
        return response.headers().allValues("Set-Cookie").stream()
                .filter(header -> header.startsWith(name))
                .findFirst()
                .map(header -> header.substring(0, header.indexOf(';')))
                .orElse("");
    }

    static URI location(HttpResponse<String> response) {
        return URI.create(response.headers().firstValue("Location").orElseThrow());
    }

    HttpResponse<String> back(HttpResponse<String> departure, String query) throws Exception {
        return served.send(
                served.anonymous("/login/callback?" + query).header("Cookie", cookie(departure, "berth-login")));
    }

    /** Does what somebody does. */
    HttpResponse<String> signIn() throws Exception {
        HttpResponse<String> departure = begin("");
        return back(departure, issuer.consent(location(departure)));
    }

    String session(HttpResponse<String> arrival) {
        return cookie(arrival, "berth-" + served.server.url().getPort() + "=");
    }

    HttpResponse<String> as(String session, String path) throws Exception {
        return served.send(served.anonymous(path).header("Cookie", session));
    }

    /** What the audit says of logins. */
    List<String> audit() {
        return served.host.audit(0, 1000).stream()
                .filter(entry -> entry.event().startsWith("Login"))
                .map(entry -> entry.event() + " " + entry.actor() + " " + entry.after())
                .toList();
    }

    Optional<String> lastReason() {
        return served.host.audit(0, 1000).reversed().stream()
                .filter(entry -> entry.event().startsWith("Login"))
                .findFirst()
                .map(AuditEntry::reason);
    }

    @Override
    public void close() {
        served.close();
        issuer.close();
    }
}
