/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.audit.By;
import dev.berth.host.grant.PortSet;
import dev.berth.host.identity.Identity;
import dev.berth.host.identity.Permission;
import dev.berth.host.identity.Role;
import dev.berth.host.lifecycle.Command;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what over HTTP: tokens, roles and organisations, on a host of several. */
class AccessTest {
    private static final JsonObject REVOKE = JsonObject.of("operation", "revoke", "extension", Greeters.ID);

    @TempDir
    Path folder;

    private Served served;

    @BeforeEach
    void serve() throws Exception {
        served = Served.in(folder, builder -> builder.multiTenant(true));
        served.bring("1.0.0", Greeters.More.class, true);
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private JsonObject create(JsonObject request) throws Exception {
        HttpResponse<String> response = served.post("/api/tokens", request);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return Served.json(response);
    }

    private String token(Optional<String> organization, Role role) throws Exception {
        JsonObject request = JsonObject.of("user", "ada", "roles", List.of(role.toString()));
        return create(organization
                        .map(name -> request.with("organization", name))
                        .orElse(request))
                .string("token")
                .orElseThrow();
    }

    private String acme(Role role) throws Exception {
        return token(Optional.of("acme"), role);
    }

    private HttpResponse<String> get(String token, String path) throws Exception {
        return served.send(served.as(token, path));
    }

    /** Every route, read from the document, with the permission that it names. */
    private Map<String, Optional<String>> routes() throws Exception {
        JsonObject document = Served.json(served.get("/api/openapi.json"));
        Map<String, Optional<String>> routes = new TreeMap<>();
        ((JsonObject) document.get("paths").orElseThrow())
                .members()
                .forEach((path, methods) -> ((JsonObject) methods)
                        .members()
                        .forEach((method, operation) -> routes.put(
                                method.toUpperCase(Locale.ROOT) + " " + path,
                                ((JsonObject) operation).string("x-berth-permission"))));
        return routes;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "LIFE-162 to LIFE-166, PORT-34: each route answers exactly the roles that its permission names, 403 to the others")
    void everyRoute(Role role) throws Exception {
        String ofPlatform = token(Optional.empty(), role);
        String ofAcme = acme(role);
        Map<String, Optional<String>> routes = routes();
        assertThat(routes.keySet().stream().filter(route -> routes.get(route).isEmpty()))
                .as("open routes")
                .containsExactly("GET /health");
        for (Map.Entry<String, Optional<String>> route : routes.entrySet()) {
            if (route.getValue().isEmpty() || route.getKey().equals("POST /api/shutdown")) {
                continue;
            }
            Permission permission = Permission.valueOf(route.getValue().get().toUpperCase(Locale.ROOT));
            boolean platform = role.permissions().contains(permission);
            boolean bound = platform && permission.reach() == Permission.Reach.ORGANIZATION;
            assertAllowed(route.getKey(), ofPlatform, platform);
            assertAllowed(route.getKey(), ofAcme, bound);
        }
        Served.refused(served.post(ofAcme, "/api/shutdown", JsonObject.of()), 403, "role-required");
        assertThat(served.shutdown.getCount()).isOne();
    }

    private void assertAllowed(String route, String token, boolean allowed) throws Exception {
        String path = route.substring(route.indexOf(' ') + 1).replaceAll("\\{[a-z]+}", "none");
        HttpResponse<String> response = served.send(served.as(token, path)
                // No event has this id: a stream is refused instead of waiting for events.
                .header("Last-Event-ID", "none")
                .method(route.substring(0, route.indexOf(" ")), BodyPublishers.noBody()));
        if (allowed) {
            assertThat(response.statusCode()).as(route).isNotIn(401, 403);
        } else {
            Served.refused(response, 403, "role-required");
        }
    }

    @Test
    @DisplayName("The document has the one table of roles and permissions")
    void table() throws Exception {
        JsonObject table = (JsonObject) Served.json(served.get("/api/openapi.json"))
                .get("x-berth-permissions")
                .orElseThrow();
        for (Permission permission : Permission.values()) {
            JsonObject row = (JsonObject) table.get(permission.toString()).orElseThrow();
            assertThat(row.get("roles")).contains(JsonValue.of(Role.names(permission.roles())));
        }
    }

    @Test
    @DisplayName(
            "PORT-34, PORT-37: an administrator of an organisation decides for it, not for the platform or another")
    void decisions() throws Exception {
        String admin = acme(Role.ADMIN);
        HttpResponse<String> done = served.post(admin, "/api/operations", REVOKE);
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        assertThat(organizations(admin)).containsExactly("", "acme");
        String stranger = token(Optional.of("other"), Role.ADMIN);
        assertThat(organizations(stranger)).containsExactly("");
        assertThat(get(stranger, "/api/extensions/" + Greeters.ID).body())
                .contains("\"organization\":\"\"")
                .doesNotContain("\"organization\":\"acme\"");
        assertThat(get(stranger, "/api/grants").body()).doesNotContain("\"organization\":\"acme\"");
        assertThat(Served.json(get(admin, "/api/tools")).get("tools")).contains(JsonValue.of(List.of()));
        assertThat(get(token(Optional.of("other"), Role.MEMBER), "/api/tools").body())
                .contains("greet");

        Served.refused(
                served.post(admin, "/api/operations", REVOKE.with("organization", "other")), 403, "role-required");
        Served.refused(served.post(acme(Role.MEMBER), "/api/operations", REVOKE), 403, "role-required");
        Served.refused(
                served.post(admin, "/api/operations", JsonObject.of("operation", "archive", "extension", Greeters.ID)),
                403,
                "role-required");
        Served.refused(served.post("/api/operations", REVOKE.with("organization", "a b")), 400, "usage-invalid");
        HttpResponse<String> owners = served.post("/api/operations", REVOKE.with("organization", "other"));
        assertThat(owners.statusCode()).isEqualTo(200);
        assertThat(organizations(Served.TOKEN)).containsExactly("", "acme", "other");
    }

    @Test
    @DisplayName(
            "LIFE-3, LIFE-134, LIFE-162: an administrator of an organisation acts on its own rows, and sees no others")
    void ownRows() throws Exception {
        served.host.apply(
                new Command.Uninstall(ExtensionId.of(Greeters.ID)), Optional.empty(), new By("owner", "test"));
        String acme = acme(Role.ADMIN);
        String other = token(Optional.of("other"), Role.ADMIN);
        HttpResponse<String> sent = served.send(served.as(acme, "/api/packages?name=greeter.jar")
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(TextPackages.of(Greeters.ID, "1.0.0", Greeters.More.class))));
        JsonObject install = JsonObject.of(
                "operation",
                "install",
                "upload",
                Served.json(sent).string("upload").orElseThrow(),
                "grant",
                "all",
                "acceptUnsigned",
                true);
        Served.refused(served.post(acme(Role.MEMBER), "/api/operations", install), 403, "role-required");
        HttpResponse<String> done = served.post(acme, "/api/operations", install);
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        assertThat(get(acme, "/api/tools").body()).contains("greet");
        assertThat(get(acme, "/api/extensions").body()).contains(Greeters.ID, "\"owner\":\"acme\"");
        for (String path : List.of("/api/extensions", "/api/tools", "/api/grants")) {
            assertThat(get(other, path).body()).as(path).doesNotContain("greeter", "greet");
        }
        for (String path : List.of("", "/why", "/settings", "/surfaces")) {
            Served.refused(get(other, "/api/extensions/" + Greeters.ID + path), 404, "extension-not-found");
        }
        JsonObject archive = JsonObject.of("operation", "archive", "extension", Greeters.ID);
        Served.refused(served.post(other, "/api/operations", archive), 404, "extension-not-found");
        Served.refused(
                served.post(acme, "/api/operations", archive.with("organization", "other")), 403, "role-required");
        assertThat(served.post(acme, "/api/operations", archive).statusCode()).isEqualTo(200);
        assertThat(get(acme, "/api/tools").body()).doesNotContain("greet");
    }

    private List<String> organizations(String token) throws Exception {
        List<String> found = new ArrayList<>();
        JsonObject document = Served.json(get(token, "/api/grants/" + Greeters.ID));
        ((JsonArray) document.get("grants").orElseThrow())
                .items()
                .forEach(row ->
                        found.add(((JsonObject) row).string("organization").orElseThrow()));
        return found;
    }

    @Test
    @DisplayName(
            "PORT-24, PORT-37: a grant shows its hash and what is new and gone since the last decision; a stale hash is refused")
    void shown() throws Exception {
        String body = served.get("/api/grants/" + Greeters.ID).body();
        assertThat(body).contains("\"requestHash\"", "\"pending\":[]", "\"dropped\":[]", "\"decidedBy\":\"test\"");
        JsonObject stale =
                JsonObject.of("operation", "deny", "extension", Greeters.ID).with("requestHash", "0".repeat(64));
        Served.refused(served.post(acme(Role.ADMIN), "/api/operations", stale), 409, "grant-stale");
    }

    @Test
    @DisplayName("A token is shown once, listed without its text, and worth nothing after its revocation")
    void life() throws Exception {
        JsonObject issued = create(JsonObject.of("user", "bob", "organization", "acme", "roles", List.of("member"))
                .with("expires", "30d"));
        String text = issued.string("token").orElseThrow();
        String id =
                ((JsonObject) issued.get("details").orElseThrow()).string("id").orElseThrow();
        assertThat(get(text, "/api/status").statusCode()).isEqualTo(200);
        String list = served.get("/api/tokens").body();
        assertThat(list)
                .contains(id, "\"user\":\"bob\"", "\"organization\":\"acme\"", "\"roles\":[\"member\"]", "\"lastUsed\"")
                .contains("\"createdBy\":\"owner\"", "\"expires\"", "\"expired\":false")
                .doesNotContain(text)
                .doesNotContain("hash");
        assertThat(served.send(served.request("/api/tokens/" + id + "/revocation")
                                .POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(200);
        Served.refused(get(text, "/api/status"), 401, "token-required");
        Served.refused(
                served.send(served.request("/api/tokens/" + id + "/revocation").POST(BodyPublishers.noBody())),
                404,
                "token-unknown");
        assertThat(served.host.audit(0, 100))
                .filteredOn(entry -> entry.event().startsWith("Token"))
                .extracting(entry ->
                        entry.event() + " " + entry.subject() + " by " + entry.actor() + ", " + entry.surface())
                .containsExactly("TokenCreated " + id + " by owner, rest", "TokenRevoked " + id + " by owner, rest");
    }

    @Test
    @DisplayName("What is done with a token is audited as its user's")
    void audited() throws Exception {
        String admin = acme(Role.ADMIN);
        assertThat(served.post(admin, "/api/operations", REVOKE).statusCode()).isEqualTo(200);
        assertThat(served.host.audit(0, 100))
                .filteredOn(entry -> entry.event().equals("PortRevoked"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.actor()).isEqualTo("ada");
                    assertThat(entry.after()).contains("\"organization\":\"acme\"");
                });
    }

    @Test
    @DisplayName(
            "LIFE-S3, LIFE-163, LIFE-164: locking and unlocking is for administrators of the platform, unlocking with the flag")
    void locking() throws Exception {
        JsonObject lock = JsonObject.of("operation", "lock", "extension", Greeters.ID);
        JsonObject unlock = JsonObject.of("operation", "unlock", "extension", Greeters.ID);
        String admin = token(Optional.empty(), Role.ADMIN);
        Served.refused(served.post(acme(Role.ADMIN), "/api/operations", lock), 403, "role-required");
        assertThat(served.post(admin, "/api/operations", lock).statusCode()).isEqualTo(200);
        Served.refused(served.post(admin, "/api/operations", unlock), 409, "extension-locked");
        Served.refused(
                served.post(acme(Role.ADMIN), "/api/operations", unlock.with("force", true)), 403, "role-required");
        assertThat(served.post(admin, "/api/operations", unlock.with("force", true))
                        .statusCode())
                .isEqualTo(200);
        for (String operation : List.of("force-delete", "purge", "archive", "rollback")) {
            JsonObject request = JsonObject.of("operation", operation, "extension", Greeters.ID);
            Served.refused(served.post(acme(Role.OWNER), "/api/plans", request), 403, "role-required");
            Served.refused(
                    served.post(token(Optional.empty(), Role.OPERATOR), "/api/plans", request), 403, "role-required");
        }
    }

    @Test
    @DisplayName(
            "LIFE-166: a release of what is quarantined is the operator's; nobody else gets to what is wrong with the request")
    void release() throws Exception {
        JsonObject release = JsonObject.of("operation", "release", "extension", Greeters.ID);
        String operator = token(Optional.empty(), Role.OPERATOR);
        for (String path : List.of("/api/plans", "/api/operations")) {
            Served.refused(served.post(token(Optional.empty(), Role.ADMIN), path, release), 403, "role-required");
            Served.refused(served.post(acme(Role.MEMBER), path, release), 403, "role-required");
            Served.refused(served.post(acme(Role.MEMBER), path, release.with("colour", 1)), 403, "role-required");
            Served.refused(served.post(operator, path, release.with("colour", 1)), 400, "usage-invalid");
            assertThat(served.post(operator, path, release).statusCode())
                    .as(path)
                    .isNotEqualTo(403);
        }
    }

    @Test
    @DisplayName("Malformed, unknown, revoked and expired tokens: 401 with one body")
    void oneBody() throws Exception {
        JsonObject issued = create(JsonObject.of("user", "bob", "roles", List.of("member")));
        String revoked = issued.string("token").orElseThrow();
        String id =
                ((JsonObject) issued.get("details").orElseThrow()).string("id").orElseThrow();
        served.send(served.request("/api/tokens/" + id + "/revocation").POST(BodyPublishers.noBody()));
        String expected = served.send(served.anonymous("/api/status")).body();
        for (String bad : List.of(
                revoked,
                revoked.substring(0, revoked.length() - 1),
                "berth_" + "0".repeat(16) + "_" + "A".repeat(43),
                Served.TOKEN + " ,",
                "x",
                "berth_",
                "..")) {
            HttpResponse<String> response = get(bad, "/api/status");
            Served.refused(response, 401, "token-required");
            assertThat(response.body()).as(bad).isEqualTo(expected);
            assertThat(response.body()).doesNotContain(bad.length() > 10 ? bad : "\u0000");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|`the member \"user\"`",
                "{'user':'bob'}|needs a role",
                "{'user':'bob','roles':[]}|needs a role",
                "{'user':'bob','roles':['king']}|to name roles: admin, member, operator, owner; found \"king\"",
                "{'user':'bob','roles':'admin'}|to be a list of strings",
                "{'user':'bob','roles':['admin'],'role':'x'}|found \"role\"",
                "{'user':'owner','roles':['admin']}|not one of the host's own",
                "{'user':'','roles':['admin']}|a user's name",
                "{'user':null,'roles':['admin']}|to be a string; found null",
                "{'user':'b\\u0000b','roles':['admin']}|a user's name",
                "{'user':'bob','roles':['admin'],'organization':''}|an organisation of the form",
                "{'user':'bob','roles':['admin'],'organization':'a b'}|an organisation of the form",
                "{'user':'bob','roles':['admin'],'expires':'soon'}|a life such as 30d or 12h, or never; found \"soon\"",
                "{'user':'bob','roles':['admin'],'expires':'0d'}|an expiry in the future",
                "{'user':'bob','roles':['admin'],'expires':'999999d'}|within ten years",
                "{'user':'bob','roles':['admin'],'expires':'2001-01-01T00:00:00Z'}|an expiry in the future",
                "{'user':'bob','roles':['admin'],'expires':30}|to be a string; found the number 30"
            })
    @DisplayName("A request for a token that is none: 400, what is needed and what was found, nothing stored")
    void badRequests(String body, String part) throws Exception {
        HttpResponse<String> response = served.send(served.request("/api/tokens")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.replace('\'', '"'))));
        Served.refused(response, 400, "usage-invalid");
        assertThat(Served.json(response).string("detail").orElse("")).contains(part);
        assertThat(served.host.tokens().list(Identity.owner("rest"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"never", "1h", "3650d"})
    @DisplayName("How long a token is good can be said; without a word it is 90 days")
    void lives(String expires) throws Exception {
        JsonObject request = JsonObject.of("user", "bob", "roles", List.of("member"));
        JsonObject details = (JsonObject)
                create(request.with("expires", expires)).get("details").orElseThrow();
        assertThat(details.get("expires").isPresent()).isEqualTo(!expires.equals("never"));
        JsonObject usual = (JsonObject) create(request).get("details").orElseThrow();
        assertThat(Duration.between(
                                Instant.parse(usual.string("created").orElseThrow()),
                                Instant.parse(usual.string("expires").orElseThrow()))
                        .plusMinutes(1)
                        .toDays())
                .isEqualTo(90);
    }

    @Test
    @DisplayName("A session of the console is its token's: what it may, and no longer than it")
    void console() throws Exception {
        JsonObject issued = create(JsonObject.of("user", "bob", "organization", "acme", "roles", List.of("member")));
        HttpResponse<String> opened =
                served.send(served.anonymous("/?token=" + issued.string("token").orElseThrow()));
        assertThat(opened.statusCode()).isEqualTo(303);
        String header = opened.headers().firstValue("Set-Cookie").orElseThrow();
        String cookie = header.substring(0, header.indexOf(';'));
        assertThat(served.send(served.anonymous("/api/status").header("Cookie", cookie))
                        .statusCode())
                .isEqualTo(200);
        Served.refused(served.send(served.anonymous("/api/audit").header("Cookie", cookie)), 403, "role-required");
        String id =
                ((JsonObject) issued.get("details").orElseThrow()).string("id").orElseThrow();
        served.send(served.request("/api/tokens/" + id + "/revocation").POST(BodyPublishers.noBody()));
        assertThat(served.send(served.anonymous("/api/status").header("Cookie", cookie))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    @DisplayName("PORT-60: MCP runs as the token's actor and organisation; who may only operate calls nothing")
    void mcp() throws Exception {
        served.host.apply(
                new Command.Revoke(ExtensionId.of(Greeters.ID), Optional.of("acme"), PortSet.NONE),
                Optional.empty(),
                new By("test", "embedded"));
        String other = token(Optional.of("other"), Role.MEMBER);
        String member = acme(Role.MEMBER);
        String operator = token(Optional.of("other"), Role.OPERATOR);
        String session = initialize(other);
        assertThat(rpc(other, session, "tools/list", JsonObject.of())).contains("\"greet\"");
        assertThat(rpc(member, session, "tools/list", JsonObject.of()))
                .as("each request says who asks, whosever session it is")
                .doesNotContain("greet");
        JsonObject greet = JsonObject.of("name", "greet", "arguments", JsonObject.of("who", "Ada"));
        assertThat(rpc(other, session, "tools/call", greet)).contains("Hello Ada");
        assertThat(rpc(member, session, "tools/call", greet))
                .contains("tool-unknown")
                .doesNotContain("Hello");
        assertThat(rpc(operator, session, "tools/list", JsonObject.of())).contains("\"greet\"");
        assertThat(rpc(operator, session, "tools/call", greet))
                .contains("role-required")
                .doesNotContain("Hello");
    }

    private String initialize(String token) throws Exception {
        JsonObject parameters = JsonObject.of(
                "protocolVersion", "2025-03-26",
                "capabilities", JsonObject.of(),
                "clientInfo", JsonObject.of("name", "test", "version", "1"));
        HttpResponse<String> response = served.send(mcpRequest(token, "initialize", parameters));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        String session = response.headers().firstValue("Mcp-Session-Id").orElseThrow();
        JsonObject done = JsonObject.of("jsonrpc", "2.0", "method", "notifications/initialized");
        served.send(served.as(token, "/mcp")
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .header("Mcp-Session-Id", session)
                .POST(BodyPublishers.ofString(done.toString())));
        return session;
    }

    private String rpc(String token, String session, String method, JsonObject parameters) throws Exception {
        return served.send(mcpRequest(token, method, parameters).header("Mcp-Session-Id", session))
                .body();
    }

    private HttpRequest.Builder mcpRequest(String token, String method, JsonObject parameters) {
        JsonObject body =
                JsonObject.of("jsonrpc", "2.0", "id", 1, "method", method).with("params", parameters);
        return served.as(token, "/mcp")
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(BodyPublishers.ofString(body.toString()));
    }
}
