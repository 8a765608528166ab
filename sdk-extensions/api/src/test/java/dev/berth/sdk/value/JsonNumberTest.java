/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JsonNumberTest {
    @Test
    @DisplayName("PORT-6: numbers of one value are equal and written plainly")
    void normalised() {
        assertThat(new JsonNumber(new BigDecimal("1e2"))).isEqualTo(JsonNumber.of(100));
        assertThat(new JsonNumber(new BigDecimal("1.50"))).hasToString("1.5");
    }

    @Test
    @DisplayName("A number of more digits than memory holds is kept as it is, not written out")
    void hugeExponent() {
        assertThat(new JsonNumber(new BigDecimal("1e2147483647"))).hasToString("1E+2147483647");
    }
}
