/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.oauth;

import dev.berth.host.server.outbound.Secret;
import dev.berth.host.server.outbound.Target;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** What {@code providers.json} sets up. */
sealed interface Setup {
    /**
     * This host's own gateway.
     *
     * @param callbackUrl literally what is sent to providers (PORT-78)
     */
    record Own(URI callbackUrl, Map<String, Provider> providers) implements Setup {}

    /**
     * A Nango-compatible server.
     *
     * @param callbackUrl literally what that server sends to providers (PORT-78)
     * @param connectUrl where a browser takes a session's token, for servers that do not say so themselves
     * @param publicKey for pages
     */
    record Nango(Target server, Secret secretKey, URI callbackUrl, Optional<URI> connectUrl, Optional<String> publicKey)
            implements Setup {}
}
