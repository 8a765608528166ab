/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host;

/** Which isolation layer holds a permission, in words (MAN-105): never more than this host does. */
record Enforcement(boolean asks) {
    private static final String SCAN = "L1: code that uses it without asking is refused at install";
    private static final String WEAVING = "; L4: each use asks the host when it happens";
    private static final String NOTHING = "; nothing refuses it while code runs";

    String of(String permission) {
        if (permission.equals("native:load")) {
            return "L1, L4 and the flags of the JVM (L5): never given to code in the host's process";
        }
        boolean ambient = permission.startsWith("net:")
                || permission.startsWith("fs:")
                || permission.startsWith("process:")
                || permission.startsWith("env:")
                || permission.startsWith("reflect:");
        return ambient ? SCAN + (asks ? WEAVING : NOTHING) : "recorded only; nothing enforces it";
    }
}
