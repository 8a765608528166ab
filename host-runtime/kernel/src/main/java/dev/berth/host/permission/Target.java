/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.permission;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A host and port that may be connected to. Code that has an address and no name, as resolved addresses are, may use it if the name
 * has this address now, or had it when code asked before.
 */
final class Target {
    private static final int MOST_ADDRESSES = 256;

    private final String host;
    private final int port;
    private final boolean literal;
    private final Set<String> addresses = ConcurrentHashMap.newKeySet();

    private Target(String host, int port) {
        this.host = host;
        this.port = port;
        this.literal = HostName.isLiteral(host);
    }

    /** Reads what follows {@code net:connect:}. */
    static Optional<Target> of(String text) {
        int colon = text.lastIndexOf(':');
        return HostName.normal(text.substring(0, colon))
                .map(host -> new Target(host, Integer.parseInt(text.substring(colon + 1))));
    }

    boolean isNamed(String name) {
        return host.equals(name) || HostName.normal(name).filter(host::equals).isPresent();
    }

    boolean admits(String name, int to) {
        return to == port && (isNamed(name) || isAddress(name));
    }

    private boolean isAddress(String name) {
        Optional<String> address =
                literal ? Optional.empty() : HostName.normal(name).filter(HostName::isLiteral);
        return address.isPresent() && (addresses.contains(address.get()) || isResolvedTo(address.get()));
    }

    private boolean isResolvedTo(String address) {
        try {
            Arrays.stream(InetAddress.getAllByName(host))
                    .limit(Math.max(0, MOST_ADDRESSES - addresses.size()))
                    .map(InetAddress::getHostAddress)
                    .forEach(addresses::add);
        } catch (UnknownHostException e) {
            return false;
        }
        return addresses.contains(address);
    }
}
