/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.license;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpdxExpressionTest {
    private static final LicenseClasses CLASSES = new LicenseClasses(
            Set.of("MIT", "Apache-2.0", "Both", "GPL-2.0-only WITH Classpath-exception-2.0"),
            Set.of("GPL-3.0-only", "GPL-2.0-only", "GPL-2.0", "Both"));

    @ParameterizedTest
    @DisplayName("GATE-50: WITH binds before AND, AND before OR; order and brackets do not matter")
    @CsvSource({
        "MIT, MIT",
        "(((MIT))), MIT",
        "GPL-2.0+, GPL-2.0+",
        "GPL-2.0-or-later WITH Classpath-exception-2.0, GPL-2.0-or-later WITH Classpath-exception-2.0",
        "MIT OR Apache-2.0 AND ISC, (Apache-2.0 AND ISC) OR MIT",
        "(MIT OR Apache-2.0) AND ISC, (Apache-2.0 OR MIT) AND ISC",
        "mit-0 or MIT, ''",
        "MIT or ISC and MIT, (ISC AND MIT) OR MIT",
        "MIT OR MIT, MIT",
        "LicenseRef-own, LicenseRef-own",
        "DocumentRef-a:LicenseRef-own OR MIT, DocumentRef-a:LicenseRef-own OR MIT",
    })
    void grammar(String text, String normal) {
        assertThat(SpdxExpression.find(text).map(Object::toString).orElse("")).isEqualTo(normal);
    }

    @ParameterizedTest
    @DisplayName("GATE-50: what is no expression, with what is wrong and what may be meant")
    @CsvSource(
            delimiter = '|',
            value = {
                "''|which is blank|",
                "UNLICENSED|which names no licence|",
                "SEE LICENSE IN LICENSE.txt|which names no licence|",
                "NOASSERTION|which names no licence|",
                "mit|where \"mit\" is no SPDX id of a licence|MIT",
                "Apache 2.0|where \"Apache\" is no SPDX id of a licence|Apache-2.0",
                "MIT OR Apache2.0|where \"Apache2.0\" is no SPDX id of a licence|Apache-2.0",
                "GPL-2.0-only WITH Classpath-exception|where \"Classpath-exception\" is no SPDX id of an exception|Classpath-exception-2.0",
                "MIT OR|which ends after \"OR\"|",
                "(MIT|which lacks a closing bracket|",
                "MIT)|which has a closing bracket too many|",
                "MIT Apache-2.0|which has \"Apache-2.0\" where AND, OR, WITH or the end belongs|",
                "OR MIT|which has \"OR\" where a licence belongs|",
                "MIT Or ISC|which has \"Or\" where AND, OR, WITH or the end belongs|",
                "https://acme.example/licence|where \"https://acme.example/licence\" is no SPDX id of a licence|",
            })
    void flaws(String text, String flaw, String near) {
        SpdxExpression.Malformed malformed = (SpdxExpression.Malformed) SpdxExpression.parse(text);
        assertThat(malformed.flaw()).isEqualTo(flaw);
        if (near == null) {
            assertThat(malformed.near()).isEmpty();
        } else {
            assertThat(malformed.near()).first().isEqualTo(near);
        }
    }

    @ParameterizedTest
    @DisplayName("GATE-55, GATE-57: OR takes the best part, AND the worst; unknown and contradictory are rejected")
    @CsvSource({
        "MIT, PERMISSIVE",
        "MIT OR GPL-3.0-only, PERMISSIVE",
        "MIT AND GPL-3.0-only, COPYLEFT",
        "GPL-2.0+, COPYLEFT",
        "GPL-2.0-only WITH Classpath-exception-2.0, PERMISSIVE",
        "GPL-3.0-only WITH Classpath-exception-2.0, COPYLEFT",
        "ISC, REJECTED",
        "ISC OR MIT, PERMISSIVE",
        "ISC AND MIT, REJECTED",
        "LicenseRef-own, REJECTED",
        "(MIT AND ISC) OR GPL-3.0-only, COPYLEFT",
    })
    void classes(String text, LicenseClass expected) {
        assertThat(CLASSES.of(SpdxExpression.find(text).orElseThrow())).isEqualTo(expected);
    }

    @Test
    @DisplayName("GATE-55: a licence in both lists contradicts itself")
    void contradiction() {
        assertThat(CLASSES.of(new SpdxExpression.License("Both", false, java.util.Optional.empty())))
                .isEqualTo(LicenseClass.REJECTED);
    }

    @Test
    @DisplayName("GATE-50: the text of an expression reads as the same expression; no text makes the reader throw")
    void random() {
        Random random = new Random(50);
        List<String> words = List.of("MIT", "ISC", "(", ")", "AND", "OR", "WITH", "+", "x", "Classpath-exception-2.0");
        int valid = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(1 + random.nextInt(9), 0, words.size())
                    .forEach(word -> text.append(words.get(word)).append(' '));
            var found = SpdxExpression.find(text.toString());
            if (found.isPresent()) {
                valid++;
                assertThat(SpdxExpression.find(found.get().toString()).orElseThrow())
                        .hasToString(found.get().toString());
            }
        }
        assertThat(valid).isGreaterThan(100);
        assertThat(SpdxExpression.find("(".repeat(511) + "M")).isEmpty();
        assertThat(SpdxExpression.find("x".repeat(1_000_000))).isEmpty();
    }
}
