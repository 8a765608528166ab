/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite.escape;

/**
 * What came of one run of an attempt.
 *
 * @param passed it had its effect
 * @param effect in a word
 * @param said what the code returned or threw
 */
record Outcome(boolean passed, String effect, String said) {
    /** The same attempt was not run again: what passes without a permission passes with it. */
    static final Outcome AS_BEFORE = new Outcome(true, "as without", "");

    static Outcome of(String effect, String said) {
        return new Outcome(!effect.equals(EscapeMain.NOTHING), effect, said);
    }

    /** Names what stood in the way, of an attempt that had no effect. */
    String stoppedBy(boolean passesBare) {
        if (said.contains("PermissionDenied")
                || said.contains("SecurityException")
                || said.contains("accessExternal")) {
            return "L4";
        } else if (!passesBare) {
            return "the JDK";
        } else if (said.contains("NoClassDefFoundError") || said.contains("ClassNotFoundException")) {
            return "L2";
        } else if (said.contains("IllegalCallerException")
                || said.contains("UnsupportedOperationException")
                || said.contains("InvalidClassException")
                || said.contains("filter status")) {
            return "L5";
        } else if (said.contains("InaccessibleObjectException") || said.contains("IllegalAccessException")) {
            return "the JDK";
        }
        return "nothing to be had";
    }
}
