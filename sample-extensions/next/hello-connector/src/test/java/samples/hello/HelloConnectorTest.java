/* SPDX-License-Identifier: Apache-2.0 */
package samples.hello;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.testkit.TestHostContext;
import dev.berth.sdk.testkit.junit.TestHost;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@TestHost
class HelloConnectorTest {
    private TestHostContext host;

    /** The context has the id and the ports of package.json. */
    @BeforeEach
    void start(TestHostContext host) {
        host.activate(new HelloConnector());
        this.host = host;
    }

    @Test
    void says_hello_until_told_otherwise() {
        assertThat(greet("name", "Ada")).isEqualTo("Hello, Ada");
    }

    @Test
    void remembers_the_greeting() {
        assertThat(greet("name", "Ada", "greeting", "Ahoy")).isEqualTo("Ahoy, Ada");
        assertThat(greet("name", "Grace")).isEqualTo("Ahoy, Grace");
    }

    @Test
    void greets_in_a_language_and_forgets_it() {
        assertThat(greet("name", "Ada", "language", "fr")).isEqualTo("Bonjour, Ada");
        assertThat(greet("name", "Ada")).isEqualTo("Hello, Ada");
    }

    @Test
    void prefers_the_word_to_the_language() {
        assertThat(greet("name", "Ada", "greeting", "Moin", "language", "de")).isEqualTo("Moin, Ada");
    }

    @Test
    void shows_the_version_of_the_manifest() throws IOException {
        try (InputStream manifest = HelloConnector.class.getResourceAsStream("/package.json")) {
            assertThat(manifest).isNotNull();
            assertThat(new String(manifest.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("\"version\": \"" + HelloConnector.VERSION + "\"");
        }
    }

    @Test
    void refuses_what_does_not_fit_the_schema() {
        assertThatThrownBy(() -> host.call("hello_greet", JsonObject.of("greeting", "Ahoy")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("needs input that fits its schema");
        assertThat(host.settings().get("greeting")).isEmpty();
    }

    private String greet(String name, Object value, Object... more) {
        return host.call("hello_greet", JsonObject.of(name, value, more))
                .string("greeting")
                .orElseThrow();
    }
}
