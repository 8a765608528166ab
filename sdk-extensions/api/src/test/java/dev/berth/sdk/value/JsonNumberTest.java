/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonNumberTest {
    @ParameterizedTest
    @DisplayName("PORT-6: numbers of one value are equal and read the same, however they were written")
    @CsvSource({
        "1.0,1",
        "1e0,1",
        "100,100",
        "1E+2,100",
        "0.50,0.5",
        "-0.0,0",
        "0e10,0",
        "1e20,100000000000000000000",
        "1e21,1E+21",
        "1000000000000000000000,1E+21",
        "1e-7,1E-7"
    })
    void oneValueOneNumber(String written, String text) {
        JsonNumber number = new JsonNumber(new BigDecimal(written));
        assertThat(number).hasToString(text).isEqualTo(new JsonNumber(new BigDecimal(text)));
        assertThat(number).hasSameHashCodeAs(new JsonNumber(new BigDecimal(text)));
    }

    @ParameterizedTest
    @DisplayName("PORT-6: an exponent at the edge of BigDecimal is not written out digit by digit")
    @ValueSource(strings = {"1e2147483647", "-7e2147483640", "1e1000000000", "1e-2147483647", "123e2147483645"})
    void hugeExponentsStaySmall(String written) {
        JsonNumber number = new JsonNumber(new BigDecimal(written));
        assertThat(number.toString()).hasSizeLessThan(20).contains("E");
        assertThat(new JsonNumber(new BigDecimal(number.toString()))).isEqualTo(number);
    }

    @ParameterizedTest
    @DisplayName("PORT-6: a number that no Long, Integer or Double holds is a mismatch, never another value")
    @ValueSource(strings = {"1e2147483647", "1e400", "1e20", "0.5", "1e-400", "9223372036854775808"})
    void wholeNumbersNeverWrap(String written) {
        JsonNumber number = new JsonNumber(new BigDecimal(written));
        assertThatExceptionOfType(JsonMismatchException.class)
                .isThrownBy(() -> number.as(Long.class))
                .withMessageContaining("$ needs a whole number that fits Long; found ");
        assertThatExceptionOfType(JsonMismatchException.class).isThrownBy(() -> number.as(Integer.class));
    }

    @Test
    @DisplayName("PORT-6: the limits of Integer and Long fit, one beyond does not")
    void limits() {
        assertThat(JsonNumber.of(Integer.MAX_VALUE).as(Integer.class)).isEqualTo(Integer.MAX_VALUE);
        assertThat(JsonNumber.of(Integer.MIN_VALUE).as(int.class)).isEqualTo(Integer.MIN_VALUE);
        assertThat(JsonNumber.of(Long.MIN_VALUE).as(Long.class)).isEqualTo(Long.MIN_VALUE);
        assertThat(JsonNumber.of(Long.MAX_VALUE).as(long.class)).isEqualTo(Long.MAX_VALUE);
        assertThatExceptionOfType(JsonMismatchException.class)
                .isThrownBy(() -> JsonNumber.of(Integer.MAX_VALUE + 1L).as(Integer.class));
        JsonValue beyond = JsonValue.of(BigInteger.ONE.shiftLeft(63));
        assertThatExceptionOfType(JsonMismatchException.class).isThrownBy(() -> beyond.as(Long.class));
    }

    @Test
    @DisplayName("PORT-72: a number too large for Double is a mismatch, not infinity")
    void doubles() {
        assertThat(JsonNumber.of(0.1).as(Double.class)).isEqualTo(0.1);
        assertThat(new JsonNumber(new BigDecimal("1e-400")).as(Double.class)).isZero();
        JsonNumber huge = new JsonNumber(new BigDecimal("-1e400"));
        assertThatExceptionOfType(JsonMismatchException.class)
                .isThrownBy(() -> huge.as(Double.class))
                .withMessage("$ needs a number that fits Double; found -1E+400");
    }

    @ParameterizedTest
    @DisplayName("PORT-6: NaN and the infinities have no JSON form")
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void notFinite(double value) {
        assertThatExceptionOfType(JsonMismatchException.class)
                .isThrownBy(() -> JsonObject.of("rate", value))
                .withMessage("$ needs a finite number; found " + value);
        assertThatExceptionOfType(JsonMismatchException.class).isThrownBy(() -> JsonValue.of((float) value));
        assertThatExceptionOfType(NumberFormatException.class).isThrownBy(() -> JsonNumber.of(value));
    }

    @Test
    @DisplayName("PORT-6: a float keeps the digits it is written with")
    void floats() {
        assertThat(JsonValue.of(0.1f)).hasToString("0.1");
        assertThat(JsonValue.of((short) 7)).hasToString("7");
        assertThat(JsonValue.of((byte) -7)).hasToString("-7");
    }
}
