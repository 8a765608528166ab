/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The two gateways behind the nango port: a Nango-compatible server over HTTP, and this host's own OAuth 2 client. Which one serves
 * is decided by {@code providers.json} in the home. Requests go only to the addresses of that file.
 */
@NullMarked
package dev.berth.host.server.oauth;

import org.jspecify.annotations.NullMarked;
