/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.oauth;

import dev.berth.host.server.outbound.Secret;
import dev.berth.host.server.outbound.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An OAuth 2 provider, as the operator has set it up.
 *
 * @param key the provider config key that extensions use
 * @param authorization where browsers are sent; never requested by this host
 * @param token where codes and refresh tokens are sent
 * @param secret of the client; a public client has none
 * @param inBody whether the secret is sent in the body instead of a header
 * @param scopes asked for
 * @param parameters more for the authorization request
 * @param issuer what the provider must call itself when it answers (RFC 9207), if it does
 */
record Provider(
        String key,
        Target authorization,
        Target token,
        String clientId,
        Optional<Secret> secret,
        boolean inBody,
        List<String> scopes,
        Map<String, String> parameters,
        Optional<String> issuer) {}
