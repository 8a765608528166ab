/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.outbound;

import dev.berth.host.port.nango.GatewayException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * An address that the operator's configuration names.
 *
 * @param isPrivate whether the operator said that it may lie in a network of the operator's own
 */
public record Target(URI uri, boolean isPrivate) {
    private static final Pattern LITERAL = Pattern.compile("localhost|[0-9.]+|\\[.*]");

    /** What an operator is told to write. */
    public static final String NEEDED =
            "an https address; http only with a loopback or private address spelled out, or \"private\": true beside it";

    /** A name service. */
    @FunctionalInterface
    interface Names {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    /** Returns another address below this one. */
    public Target below(String path) {
        return new Target(URI.create(uri.toString().replaceAll("/+$", "") + path), isPrivate);
    }

    /** Tells whether the address is spelled out, so that no name service can turn it elsewhere. */
    boolean isLiteral() {
        return LITERAL.matcher(uri.getHost()).matches();
    }

    /** Tells whether it is this machine or a network of the operator's own by its very letters. */
    public boolean isPrivateLiteral() {
        try {
            return isLiteral() && isInside(InetAddress.getByName(uri.getHost()));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Tells whether what is sent there cannot be read on its way through other networks. */
    public boolean isSafe() {
        String scheme = String.valueOf(uri.getScheme());
        return scheme.equals("https") || (scheme.equals("http") && (isPrivate || isPrivateLiteral()));
    }

    /** Refuses a name that leads into a network of the operator's own although the configuration does not say so. */
    void check(Names names) {
        if (isPrivate || isLiteral()) {
            return;
        }
        try {
            for (InetAddress address : names.of(uri.getHost())) {
                if (isInside(address)) {
                    throw new GatewayException(
                            uri.getHost() + " to be a public address, or \"private\": true beside it",
                            "the address " + address.getHostAddress());
                }
            }
        } catch (UnknownHostException e) {
            throw new GatewayException("the address of " + uri.getHost(), "a name that no name service knows");
        }
    }

    private static boolean isInside(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC;
        boolean carrier = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xC0) == 64;
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || uniqueLocal
                || carrier;
    }
}
