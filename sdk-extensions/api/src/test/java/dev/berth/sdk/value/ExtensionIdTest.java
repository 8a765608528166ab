/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtensionIdTest {
    @ParameterizedTest
    @DisplayName("MAN-30: the form of an id, at its limits")
    @MethodSource("valid")
    void valid(String text) {
        assertThat(ExtensionId.isValid(text)).isTrue();
        assertThat(ExtensionId.of(text)).hasToString(text);
    }

    static Stream<String> valid() {
        return Stream.of("@acme/crm-connector", "@a1/x", "@0-/9-", "@" + "s".repeat(39) + "/" + "n".repeat(64));
    }

    @ParameterizedTest
    @DisplayName("MAN-30: anything else is refused and quoted")
    @ValueSource(
            strings = {
                "",
                "acme/crm",
                "@acme",
                "@acme/",
                "@/crm",
                "@a/crm",
                "@Acme/crm",
                "@acme/Crm",
                "@-acme/crm",
                "@acme/-crm",
                "@acme/crm/more",
                "@acme/crm connector",
                "@acme/crm\n",
                " @acme/crm",
                "@acme/crm_x",
                "@acme/c.rm",
                "@ac.me/crm",
                "@acme/crm\u0661",
                "@sssssssssssssssssssssssssssssssssssssssss/x"
            })
    void invalid(String text) {
        assertThat(ExtensionId.isValid(text)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExtensionId.of(text))
                .withMessage("An extension id has the form @scope/slug-kind; found \"" + text + "\"");
    }

    @Test
    @DisplayName("MAN-71: scope, name and symbolic name are parts of the id; order is by text")
    void parts() {
        ExtensionId id = ExtensionId.of("@acme/crm-connector");
        assertThat(id.scope()).isEqualTo("acme");
        assertThat(id.name()).isEqualTo("crm-connector");
        assertThat(id.symbolicName()).isEqualTo("acme.crm-connector");
        assertThat(id)
                .isLessThan(ExtensionId.of("@acme/crm-connector2"))
                .isEqualTo(ExtensionId.of("@acme/crm-connector"));
    }
}
