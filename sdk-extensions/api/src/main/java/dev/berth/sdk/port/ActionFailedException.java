/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.port;

/** An action that failed with a text for the user. */
public class ActionFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Carries the text that the user sees. */
    public ActionFailedException(String message) {
        super(message);
    }
}
