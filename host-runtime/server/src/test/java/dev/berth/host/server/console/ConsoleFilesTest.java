/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page's own policy would refuse is not in it, and its parts know each other. */
class ConsoleFilesTest {
    @ParameterizedTest
    @ValueSource(strings = {"index.html", "signed-out.html", "console.css", "console.js"})
    void nothingIsFetchedFromElsewhere(String file) throws IOException {
        assertThat(read(file)).doesNotContainPattern("https?://|//[a-z0-9-]+\\.|@import|url\\(");
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "signed-out.html"})
    void nothingIsInline(String file) throws IOException {
        assertThat(read(file))
                .doesNotContainPattern("(?i)\\son[a-z]+\\s*=|\\sstyle\\s*=|<style|javascript:|<form")
                .doesNotContainPattern("<script(?![^>]*\\ssrc=)");
    }

    @Test
    void textNeverBecomesMarkup() throws IOException {
        assertThat(read("console.js"))
                .doesNotContainPattern("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(|new Function");
    }

    @Test
    void theScriptFindsItsParts() throws IOException {
        Set<String> ids = Set.copyOf(all("id=\"([^\"]+)\"", read("index.html")));

        assertThat(all("byId\\('([^']+)'\\)", read("console.js"))).isNotEmpty().allMatch(ids::contains);
        assertThat(all("aria-labelledby=\"([^\"]+)\"", read("index.html")))
                .isNotEmpty()
                .allMatch(ids::contains);
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toList());
    }

    private static String read(String file) throws IOException {
        try (InputStream in = ConsolePage.class.getResourceAsStream(file)) {
            assertThat(in).as(file).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
