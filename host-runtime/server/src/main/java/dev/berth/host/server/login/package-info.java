/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Signs people in over OpenID Connect: the authorization code flow with PKCE, state and nonce, as {@code login.json} in the home sets it up.
 * Whoever the provider vouches for gets a session of the console, held by a token that operators list and take back like any other.
 */
@NullMarked
package dev.berth.host.server.login;

import org.jspecify.annotations.NullMarked;
