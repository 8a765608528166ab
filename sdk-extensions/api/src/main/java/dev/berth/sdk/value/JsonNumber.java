/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.value;

import java.math.BigDecimal;

/**
 * A JSON number. Numbers of one value are equal, however they were written.
 *
 * @param value its value, without trailing zeros
 */
public record JsonNumber(BigDecimal value) implements JsonValue {
    private static final int PLAIN_DIGITS = 21;

    /** Normalises the value, so that 1, 1.0 and 1e0 are one number. */
    public JsonNumber {
        BigDecimal stripped = value.stripTrailingZeros();
        boolean plain = stripped.scale() < 0 && digits(stripped) <= PLAIN_DIGITS;
        value = plain ? stripped.setScale(0) : stripped;
    }

    /** Returns how many digits stand before the point. Exponents reach the edge of int, so int would overflow. */
    static long digits(BigDecimal number) {
        return (long) number.precision() - number.scale();
    }

    /** Makes a number of an integer. */
    public static JsonNumber of(long value) {
        return new JsonNumber(BigDecimal.valueOf(value));
    }

    /** Makes a number of a finite double; an infinity or a NaN is a {@link NumberFormatException}. */
    public static JsonNumber of(double value) {
        return new JsonNumber(BigDecimal.valueOf(value));
    }

    @Override
    public String toString() {
        return JsonText.write(this);
    }
}
