/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.review;

import static dev.berth.conformance.review.Agents.codes;
import static dev.berth.conformance.review.Agents.review;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.conformance.SubjectBuilder;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.JsonString;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GATE-140, on texts and on agents. */
class CredentialsTest {
    private static final Credentials CREDENTIALS = new Credentials(List.of("sk-", "ghp_", "AKIA"));

    /** Put together here, so that no scanner of this repository finds a key in it. */
    private static final String KEY = "sk-" + "live0123456789";

    private static final String TOKEN = "eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiIxMjM0In0" + ".c2lnbmF0dXJl";
    private static final String RANDOM = "q8Zt3LwVx7" + "Rb1KpYs5Nd" + "9HfGj2McTe";

    private static SubjectBuilder header(String value) {
        return Agents.changed("\"Bearer {{TOKEN}}\"", new JsonString(value).toString());
    }

    @Test
    @DisplayName("GATE-140: keys of known forms, JSON Web Tokens and random tokens, wherever they stand in a text")
    void forms() {
        for (String secret : List.of(KEY, TOKEN, RANDOM, RANDOM + "==")) {
            for (String text : List.of(
                    secret,
                    "Bearer " + secret,
                    "key=" + secret,
                    "use \"" + secret + "\", please",
                    "(" + secret + ")")) {
                assertThat(CREDENTIALS.isIn(text)).as(text).isTrue();
            }
        }
        assertThat(new Credentials(List.of("ya29.", "")).isIn("ya29." + "0123456789"))
                .as("a prefix with a sign in it")
                .isTrue();
        assertThat(new Credentials(List.of("ya29.", "")).isIn("ya29.0123")).isFalse();
        assertThat(CREDENTIALS.find(KEY)).contains("a key of a known form");
        assertThat(CREDENTIALS.find(TOKEN)).contains("a JSON Web Token");
        assertThat(CREDENTIALS.find(RANDOM)).contains("a random token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer {{token}}",
                "{{sk-live0123456789}}",
                "${SECRET_TOKEN}",
                "$SECRET_TOKEN",
                "<API_KEY>",
                "***",
                "REDACTED",
                "sk-REDACTED-REDACTED",
                "learn sk-learn and task-0123456789abcdef",
                "Greet the person by name, and do not ask for more than the name of the person.",
                "11111111-2222-3333-4444-555555555555",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0",
                "eyJ.eyJ.eyJ",
                "q8Zt3LwVx7Rb1KpYs5Nd9HfGj2McTe-example",
                "/api/agents/passthrough/with/a/long/path/and/more",
                "blog_post_publish_linkedin_start_and_update"
            })
    @DisplayName("GATE-140: placeholders, names and plain text are none")
    void none(String text) {
        assertThat(CREDENTIALS.find(text)).isEmpty();
    }

    @Test
    @DisplayName(
            "GATE-S29: in a header it is refused and not printed; a placeholder, or the same in a description, passes")
    void scenario() {
        Problem problem = review(header("Bearer " + KEY)).problem();
        assertThat(problem.text())
                .contains("$referenced_components.ask.headers.Authorization", "[literal-credential-detected]");
        assertThat(problem.text() + problem.toJson()).doesNotContain("sk-", "live0123");
        assertThat(codes(header("Bearer {{token}}"))).isEqualTo(codes(header("Bearer x{{ token }}")));
        assertThat(codes(Agents.good())).isEmpty();
        assertThat(codes(Agents.changed(
                        "\"id\": \"greet-flow\",", "\"id\": \"greet-flow\", \"description\": \"" + KEY + "\",")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "body",
                "data",
                "config",
                "headers",
                "params",
                "system_prompt",
                "prompt_template",
                "message",
                "system",
                "user"
            })
    @DisplayName("GATE-140: below each of the fields, at any depth, names too")
    void fields(String field) {
        String nested = "\"x\": {\"component_type\": \"OutputMessageNode\", \"" + field + "\": {\"a\": [[{\"b\": \""
                + KEY + "\"}]]}}";
        assertThat(codes(Agents.added(nested))).containsExactly("GATE-140 literal-credential-detected");
        Problem named = review(Agents.added("\"x\": {\"" + field + "\": {\"" + KEY + "\": 1}}"))
                .problem();
        assertThat(named.text() + named.toJson()).doesNotContain("live0123");
    }

    @Test
    @DisplayName("GATE-140: no other rule prints one either")
    void neverPrinted() {
        for (SubjectBuilder agent : List.of(
                Agents.changed("{{BERTH_BASE_URL}}/mcp", "https://mcp.example.org/?key=" + KEY),
                Agents.changed("\"type\": \"flow\",", "\"type\": \"flow\", \"llm\": {\"" + KEY + "\": 1},"),
                Agents.changed("\"packageVersion\": \"1.4.0\"", "\"packageVersion\": \"" + KEY + "\""),
                Agents.changed(
                        "\"hidden\": [\"berth_run_id\"]}},\n      \"inputs\": [",
                        "\"hidden\": [\"berth_run_id\"]}},\n      \"inputs\": [{\"title\": \"" + KEY + "\"}, "))) {
            List<Problem> problems = review(agent).problems();
            assertThat(problems).isNotEmpty();
            assertThat(problems)
                    .allSatisfy(problem ->
                            assertThat(problem.text() + problem.toJson()).doesNotContain("live0123"));
        }
    }

    @Test
    @DisplayName("GATE-S30: 100,000 characters that start like a token or a template and never end: nothing is found")
    void endless() {
        for (String start : List.of("eyJ", "{{a?", "{{", "${A", "$A", "<A", "eyJ.", "sk-", "=", "a.")) {
            String text = start.repeat(100_000 / start.length());
            assertThat(codes(header(text)))
                    .as(start)
                    .isEqualTo(start.equals("sk-") ? List.of("GATE-140 literal-credential-detected") : List.of());
        }
    }
}
