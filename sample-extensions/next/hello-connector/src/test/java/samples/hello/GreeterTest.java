/* SPDX-License-Identifier: Apache-2.0 */
package samples.hello;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GreeterTest {
    private final Greeter greeter = new Greeter(new MapSettings());

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

    private String greet(String name, Object value, Object... more) {
        Greeter.Request request = JsonObject.of(name, value, more).as(Greeter.Request.class);
        return ((JsonObject) JsonValue.of(greeter.greet(request)))
                .string("greeting")
                .orElseThrow();
    }
}
