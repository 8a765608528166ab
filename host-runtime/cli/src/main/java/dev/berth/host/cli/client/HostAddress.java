/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.client;

import java.net.URI;
import java.util.Optional;

/**
 * Where a host is and what it accepts.
 *
 * @param url without a slash at the end
 * @param mcpUrl where its tools are, if that is known already
 * @param operatorUrl where its operator is let in, if that is here
 * @param pid the process, if it runs on this machine
 */
public record HostAddress(URI url, Optional<URI> mcpUrl, Optional<URI> operatorUrl, String token, Optional<Long> pid) {
    /** Returns the operator's own address of the same host; only a host in development mode, on this machine, has one. */
    public Optional<HostAddress> operator() {
        return operatorUrl.map(door -> new HostAddress(door, Optional.empty(), Optional.empty(), token, pid));
    }

    /** Never prints the token. */
    @Override
    public String toString() {
        return url.toString();
    }
}
