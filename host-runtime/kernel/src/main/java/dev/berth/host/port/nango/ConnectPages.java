/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.nango;

import java.net.URI;
import java.util.Optional;

/** The two steps of a user's browser through this host. Problems are for the user's eyes; afterwards nothing was connected. */
public interface ConnectPages {
    /**
     * Where the browser goes next.
     *
     * @param authorization the provider's address
     * @param browser what the browser must bring back as a cookie
     */
    record Departure(URI authorization, String browser) {
        /** Hides the secret of the browser. */
        @Override
        public String toString() {
            return "Departure[" + authorization.getHost() + "]";
        }
    }

    /**
     * What the provider sent back with the browser.
     *
     * @param browser the cookie
     * @param issuer who answers (RFC 9207)
     */
    record Return(
            String state,
            Optional<String> browser,
            Optional<String> code,
            Optional<String> error,
            Optional<String> issuer) {
        /** Hides all of it. */
        @Override
        public String toString() {
            return "Return[]";
        }
    }

    /** Returns the address that providers send browsers to. */
    URI callbackUrl();

    /**
     * Begins: the user opened a session's address.
     *
     * @throws dev.berth.sdk.problem.ProblemException {@code connect-link-unknown}
     */
    Departure begin(String token);

    /**
     * Finishes: the provider sent the user back. Whatever comes of it, the state cannot be used again.
     *
     * @return the connection that was made
     * @throws dev.berth.sdk.problem.ProblemException {@code connect-link-unknown}, {@code connect-refused},
     *     {@code port-unavailable}
     */
    StoredConnection finish(Return answer);
}
