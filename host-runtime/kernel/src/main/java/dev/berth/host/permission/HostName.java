/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.permission;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Hosts as they are compared: in small letters, in ASCII, without a trailing dot, literal addresses in one form. */
final class HostName {
    private static final Pattern FOUR_NUMBERS = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
    private static final int LONGEST = 253;

    private HostName() {}

    /** Returns the form that is compared; nothing for what is no host. No name service is asked. */
    static Optional<String> normal(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        if (isLiteral(bare)) {
            return literal(bare);
        }
        String name = bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
        try {
            String ascii = IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            return ascii.isEmpty() || ascii.length() > LONGEST ? Optional.empty() : Optional.of(ascii);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Tells whether a host is an address and no name. */
    static boolean isLiteral(String host) {
        return host.indexOf(':') >= 0 || FOUR_NUMBERS.matcher(host).matches();
    }

    private static Optional<String> literal(String host) {
        int zone = host.indexOf('%');
        try {
            // Such a text is parsed, and never looked up.
            return Optional.of(InetAddress.getByName(zone < 0 ? host : host.substring(0, zone))
                    .getHostAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
