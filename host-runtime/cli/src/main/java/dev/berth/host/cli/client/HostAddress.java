/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.client;

import java.net.URI;
import java.util.Optional;

/**
 * Where a host is and what it accepts.
 *
 * @param url without a slash at the end
 * @param mcpUrl where its tools are, if that is known already
 * @param pid the process, if it runs on this machine
 */
public record HostAddress(URI url, Optional<URI> mcpUrl, String token, Optional<Long> pid) {
    /** Never prints the token. */
    @Override
    public String toString() {
        return url.toString();
    }
}
