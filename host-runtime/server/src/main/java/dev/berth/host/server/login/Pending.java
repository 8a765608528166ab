/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.login;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Logins that wait for the provider's answer, each for one. They are lost with the host. */
final class Pending {
    /** More wait only if somebody begins what nobody finishes; then the oldest go. */
    static final int MOST = 1_000;

    private final Map<String, Login> logins = new LinkedHashMap<>();

    /**
     * A login that was begun.
     *
     * @param browser what the browser that began it must bring back
     * @param next the path of this host that it leads to
     */
    record Login(String nonce, CodeVerifier verifier, String browser, String next, Instant expires) {
        /** Tells whether an answer is for it. */
        boolean isOf(String cookie, Instant now) {
            boolean same = MessageDigest.isEqual(
                    browser.getBytes(StandardCharsets.US_ASCII), cookie.getBytes(StandardCharsets.UTF_8));
            return same && expires.isAfter(now);
        }

        /** Hides the secrets. */
        @Override
        public String toString() {
            return "Login[expires " + expires + "]";
        }
    }

    synchronized void add(String state, Login login) {
        if (logins.size() >= MOST) {
            logins.remove(logins.keySet().iterator().next());
        }
        logins.put(state, login);
    }

    /** Returns the login of a state, once. */
    synchronized Optional<Login> take(String state) {
        return Optional.ofNullable(logins.remove(state));
    }
}
