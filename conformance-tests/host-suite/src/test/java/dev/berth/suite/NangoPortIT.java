/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.host.live.Caller;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonNull;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonString;
import dev.berth.sdk.value.JsonValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** PORT-76, PORT-S36: what an extension sees of the nango port, the same over both gateways. */
@ParameterizedClass
@EnumSource
class NangoPortIT {
    private static final String ENTRY = "acme.files.Entry";
    private static final Caller ADA = Caller.user("ada", "acme");
    private static final Caller BOB = Caller.user("bob", "acme");
    private static final Caller STRANGER = Caller.user("ada", "other");
    private static final String SCOPE = "input.string(\"user\")"
            + ".map(dev.berth.sdk.port.NangoPort.ConnectionScope::user)"
            + ".orElse(dev.berth.sdk.port.NangoPort.ConnectionScope.app())";
    private static final String KEY = "input.string(\"key\").orElse(\"files\")";

    @Parameter
    GatewayRig.Kind kind;

    @TempDir
    Path temp;

    private GatewayRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = kind.start(temp.resolve("home"));
        rig.host.install(ExtensionPackage.connector("@acme/files-connector", "1.0.0")
                .ports("nango", "mcp")
                .entry(
                        ENTRY,
                        EntrySource.of(ENTRY)
                                .tool("files_configured", answer("ctx.nango().isConfigured()"))
                                .tool("files_status", answer("ctx.nango().status()"))
                                .tool("files_callback", answer("ctx.nango().oauthCallbackUrl()"))
                                .tool("files_page", answer("ctx.nango().frontendConfig()"))
                                .tool(
                                        "files_connect",
                                        answer("ctx.nango().ensureConnectSession(new"
                                                + " dev.berth.sdk.port.NangoPort.ConnectRequest(" + KEY + ", " + SCOPE
                                                + "))"))
                                .tool(
                                        "files_connection",
                                        answer("ctx.nango().connection(input.string(\"id\").orElseThrow(), " + KEY
                                                + ")"))
                                .tool(
                                        "files_primary",
                                        answer("ctx.nango().primarySavedConnection(" + KEY + ", " + SCOPE + ")"))
                                .tool("files_primaries", answer("ctx.nango().primarySavedConnections(" + SCOPE + ")"))
                                .tool("files_records", answer("ctx.nango().connectionRecords(" + KEY + ")"))
                                .text())
                .writeTo(temp));
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private static String answer(String expression) {
        return "dev.berth.sdk.value.JsonObject.of(\"answer\", " + expression + ")";
    }

    private JsonValue ask(Caller caller, String tool, JsonObject input) {
        return rig.host
                .runtime()
                .callTool("files_" + tool, input, caller)
                .get("answer")
                .orElseThrow();
    }

    private JsonValue ask(Caller caller, String tool) {
        return ask(caller, tool, JsonObject.of());
    }

    private Problem refusal(Caller caller, String tool, JsonObject input) {
        Problem failed = catchThrowableOfType(ProblemException.class, () -> ask(caller, tool, input))
                .problem();
        Problem problem = failed.causes().getFirst();
        assertThat(problem.toString())
                .doesNotContain(OAuthServer.SECRET, NangoServer.SECRET_KEY, "refresh-of", "token-");
        return problem;
    }

    /** Connects, and returns the id of what is the primary connection then. */
    private String connect(Caller caller, JsonObject scope) throws Exception {
        rig.consent((JsonObject) ask(caller, "connect", scope), "ada");
        rig.clock.forward(Duration.ofSeconds(2));
        return ((JsonObject) ask(caller, "primary", scope))
                .string("connectionId")
                .orElseThrow();
    }

    private JsonValue connection(Caller caller, String id) {
        return ask(caller, "connection", JsonObject.of("id", id));
    }

    private String accessToken(Caller caller, String id) {
        JsonObject credentials = (JsonObject)
                ((JsonObject) connection(caller, id)).get("credentials").orElseThrow();
        assertThat(credentials.members()).containsOnlyKeys("type", "access_token", "expires_at");
        return credentials.string("access_token").orElseThrow();
    }

    private List<String> records(Caller caller) {
        return ((JsonArray) ask(caller, "records"))
                .items().stream()
                        .map(one -> ((JsonObject) one).string("connectionId").orElseThrow())
                        .toList();
    }

    private static boolean isAbsent(JsonValue value) {
        return value instanceof JsonNull;
    }

    private String status(Caller caller) {
        return ((JsonString) ask(caller, "status")).value();
    }

    @Test
    @DisplayName(
            "PORT-76 to PORT-79, PORT-S36: from nothing to a connection whose token is refreshed, until its grant is revoked")
    void life() throws Exception {
        assertThat(ask(ADA, "configured")).isEqualTo(JsonValue.of(true));
        assertThat(ask(ADA, "callback")).isEqualTo(JsonValue.of(rig.callback.toString()));
        assertThat(isAbsent(ask(ADA, "page"))).isTrue();
        assertThat(status(ADA)).isEqualTo("NOT_CONNECTED");
        assertThat(isAbsent(ask(ADA, "primary"))).isTrue();
        assertThat(isAbsent(connection(ADA, "nowhere"))).isTrue();

        String id = connect(ADA, JsonObject.of());
        assertThat(status(ADA)).isEqualTo("CONNECTED");
        assertThat(records(ADA)).containsExactly(id);
        assertThat(isAbsent(ask(ADA, "connection", JsonObject.of("id", id, "key", "mail"))))
                .isTrue();
        String first = accessToken(ADA, id);
        assertThat(accessToken(ADA, id)).isEqualTo(first);
        rig.clock.forward(Duration.ofHours(1));
        String second = accessToken(ADA, id);
        assertThat(second).isNotEqualTo(first);
        rig.clock.forward(Duration.ofHours(1));
        assertThat(accessToken(ADA, id)).isNotEqualTo(second);

        rig.revoke();
        rig.clock.forward(Duration.ofHours(1));
        assertThat(isAbsent(connection(ADA, id))).isTrue();
        assertThat(status(ADA)).isEqualTo("FAILED");
        assertThat(isAbsent(ask(ADA, "primary"))).isTrue();
        assertThat(records(ADA)).containsExactly(id);
        assertThat(rig.host.runtime().connections().list("acme"))
                .singleElement()
                .satisfies(view -> assertThat(view.failure().orElseThrow()).contains("It cannot be used any longer."));
    }

    @Test
    @DisplayName(
            "PORT-79, PORT-60, PORT-S36: another user's connection and another organisation's are empty, not an error")
    void isolation() throws Exception {
        JsonObject mine = JsonObject.of("user", "ada");
        String old = connect(ADA, mine);
        String adas = connect(ADA, mine);
        String acmes = connect(BOB, JsonObject.of());
        assertThat(adas).isNotEqualTo(old);
        assertThat(records(ADA)).containsExactly(old, adas, acmes);
        assertThat(records(BOB)).containsExactly(acmes);
        assertThat(records(STRANGER)).isEmpty();
        assertThat(isAbsent(connection(BOB, adas))).isTrue();
        assertThat(isAbsent(connection(STRANGER, adas))).isTrue();
        assertThat(isAbsent(ask(BOB, "primary", mine))).isTrue();
        assertThat(ask(BOB, "primaries", mine)).isEqualTo(JsonObject.of());
        assertThat(status(STRANGER)).isEqualTo("NOT_CONNECTED");
        assertThat(((JsonObject) ask(BOB, "primaries")).members()).containsOnlyKeys("files");
        assertThat(accessToken(BOB, acmes)).isNotEqualTo(accessToken(ADA, adas));

        rig.host.runtime().connections().delete("acme", adas, TestHost.TEST);
        assertThat(isAbsent(connection(ADA, adas))).isTrue();
        assertThat(((JsonObject) ask(ADA, "primary", mine)).string("connectionId"))
                .contains(old);
    }

    @Test
    @DisplayName(
            "PORT-5, PORT-7, PORT-S36: what cannot be connected is refused, and a gateway that does not answer is said")
    void refusals() throws Exception {
        assertThat(refusal(ADA, "connect", JsonObject.of("key", "unknown")).code())
                .isEqualTo(ProblemCode.PORT_INPUT_INVALID);
        assertThat(refusal(ADA, "connect", JsonObject.of("user", "bob")).code())
                .isEqualTo(ProblemCode.PORT_INPUT_INVALID);
        assertThat(refusal(ADA, "connection", JsonObject.of("id", "a\u0000")).code())
                .isEqualTo(ProblemCode.PORT_INPUT_INVALID);
        String id = connect(ADA, JsonObject.of());
        rig.clock.forward(Duration.ofHours(2));
        rig.stopBackend();
        Problem down = refusal(ADA, "connection", JsonObject.of("id", id));
        assertThat(down.code()).isEqualTo(ProblemCode.PORT_UNAVAILABLE);
        assertThat(down.summary()).contains("which needs an answer of the ", " within 10 s; found ConnectException.");
    }
}
