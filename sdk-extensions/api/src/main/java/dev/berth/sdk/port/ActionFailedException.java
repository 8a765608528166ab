/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.port;

/** A tool or an action that failed; its text is shown to whoever called it. */
public class ActionFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Carries the text: what is needed, what was found, and what did not happen. */
    public ActionFailedException(String message) {
        super(message);
    }
}
