/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.nango;

/** Encrypts what the gateway keeps. A sealed text opens in its own place alone (PORT-66). */
public interface Sealer {
    /** Encrypts a text for a place. */
    String seal(String place, String text);

    /**
     * Decrypts.
     *
     * @throws dev.berth.sdk.problem.ProblemException {@code secret-unreadable}
     */
    String open(String place, String sealed);
}
