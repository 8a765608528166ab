/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.login;

import dev.berth.host.server.outbound.Secret;
import dev.berth.host.server.outbound.Target;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What {@code login.json} sets up.
 *
 * @param issuer the provider, by the name that it calls itself
 * @param secret of the client; a public client has none
 * @param callbackUrl literally what is sent to the provider
 * @param rules who is let in as what
 */
record LoginSetup(
        Target issuer,
        String clientId,
        Optional<Secret> secret,
        URI callbackUrl,
        List<String> scopes,
        RoleRules rules) {
    String name() {
        return issuer.uri().toString();
    }
}
