/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.secrets;

/** The value of a secret on its way; it does not print itself (PORT-74). */
final class SecretText {
    private final String value;

    SecretText(String value) {
        this.value = value;
    }

    String value() {
        return value;
    }

    @Override
    public String toString() {
        return "a secret";
    }
}
