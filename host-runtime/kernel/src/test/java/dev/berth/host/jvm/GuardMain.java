/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.jvm;

import dev.berth.sdk.value.JsonValue;

/** Prints what a JVM finds of itself. */
final class GuardMain {
    private GuardMain() {}

    public static void main(String[] arguments) {
        System.out.println(JsonValue.of(JvmGuard.tried()));
    }
}
