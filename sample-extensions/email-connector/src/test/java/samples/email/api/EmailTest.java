/* SPDX-License-Identifier: Apache-2.0 */
package samples.email.api;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EmailTest {
    @Test
    void refuses_a_line_break_in_a_header() {
        assertThatThrownBy(() -> new Email("ada@example.org", "Hi\r\nBcc: all@example.org", ""))
                .hasMessageContaining("one line");
        assertThatThrownBy(() -> new Email("ada@example.org\nBcc: all@example.org", "Hi", ""))
                .hasMessageContaining("one address");
    }

    @Test
    void refuses_what_is_no_address_and_what_is_too_long() {
        assertThatThrownBy(() -> new Email("ada", "Hi", "")).hasMessageContaining("one address");
        assertThatThrownBy(() -> new Email("ada@example.org", "Hi", "x".repeat(Email.MAX_BODY + 1)))
                .hasMessageContaining("20000");
    }
}
