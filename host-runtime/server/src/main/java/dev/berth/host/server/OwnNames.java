/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names by which this server may be addressed. Any other name in a Host header is a foreign site whose DNS entry was turned to
 * this machine, and any other origin is a page that is not ours.
 */
final class OwnNames {
    private final Set<String> names = new TreeSet<>(List.of("localhost", "127.0.0.1", "[::1]"));
    private final Optional<String> publicOrigin;

    OwnNames(String boundAddress, Optional<URI> publicBaseUrl) {
        names.add(bracketed(boundAddress));
        publicBaseUrl.map(URI::getHost).ifPresent(name -> names.add(lower(name)));
        this.publicOrigin = publicBaseUrl.map(url -> lower(url.getScheme() + "://" + url.getRawAuthority()));
    }

    /** Tells whether the request was sent to this server by one of its names, or by the very address it came in at. */
    boolean isOwnHost(HttpServletRequest request) {
        String name = lower(request.getServerName());
        return names.contains(bracketed(name)) || bracketed(name).equals(bracketed(request.getLocalAddr()));
    }

    /** Tells whether an origin is the one that the request was sent to; a port forwarding keeps both equal. */
    boolean isOwnOrigin(String origin, HttpServletRequest request) {
        int port = request.getServerPort();
        String own = "http://" + bracketed(lower(request.getServerName())) + (port == 80 ? "" : ":" + port);
        return origin.equals(own) || publicOrigin.filter(origin::equals).isPresent();
    }

    /** Returns patterns of the MCP SDK's own second check: these names at any port. */
    List<String> hosts() {
        return names.stream().map(name -> name + ":*").toList();
    }

    /** Returns patterns of the MCP SDK's own second check: the origins of these names at any port. */
    List<String> origins() {
        List<String> origins = new ArrayList<>(
                names.stream().map(name -> "http://" + name + ":*").toList());
        publicOrigin.ifPresent(origins::add);
        return origins;
    }

    /** Returns the host part of an address under which this machine reaches what is bound to it. */
    static String reachable(String boundAddress) {
        return boundAddress.equals("0.0.0.0") || boundAddress.equals("::") ? "127.0.0.1" : bracketed(boundAddress);
    }

    private static String bracketed(String address) {
        return address.contains(":") && !address.startsWith("[") ? "[" + address + "]" : address;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
