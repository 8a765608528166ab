/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix.guard;

import dev.berth.host.permission.Demand;
import java.io.File;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the addresses that a call is given. */
final class Addresses {
    private static final int ANY = -1;

    private Addresses() {}

    /** Returns what is reached: each address, each host that is followed by a port, each URL. */
    static List<Demand> of(@Nullable Object[] arguments) {
        List<Demand> found = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            if (i + 1 < arguments.length && arguments[i + 1] instanceof Integer port) {
                if (arguments[i] instanceof String host) {
                    found.add(new Demand.Connect(host, port));
                } else if (arguments[i] instanceof InetAddress address && found.isEmpty()) {
                    // What follows may be the local address, which is no destination.
                    found.add(Demand.Connect.to(new InetSocketAddress(address, port)));
                }
            }
            found.addAll(of(arguments[i]));
        }
        return found;
    }

    /** Returns what is reached by URLs alone. */
    static Stream<Demand> named(@Nullable Object[] arguments) {
        return Arrays.stream(arguments)
                .filter(argument -> argument instanceof URL || argument instanceof URI)
                .filter(argument -> !isFile(String.valueOf(argument)))
                .flatMap(argument -> of(argument).stream());
    }

    private static boolean isFile(String url) {
        return url.toLowerCase(Locale.ROOT).matches("(jar:)?file:.*");
    }

    private static List<Demand> of(@Nullable Object argument) {
        return switch (argument) {
            case InetSocketAddress address -> List.of(Demand.Connect.to(address));
            case UnixDomainSocketAddress address -> List.of(new Demand.WriteFile(address.getPath()));
            case Proxy proxy when proxy.address() != null -> of(proxy.address());
            case DatagramPacket packet when packet.getAddress() != null -> of(packet.getSocketAddress());
            case HttpRequest request -> of(request.uri());
            case URLConnection connection when Ground.isPlatform(connection.getClass()) -> of(connection.getURL());
            case URL url -> url(url);
            case URI uri -> uri(uri);
            case null, default -> List.of();
        };
    }

    static List<Demand> url(URL url) {
        return switch (url.getProtocol().toLowerCase(Locale.ROOT)) {
            case "file" ->
                url.getHost().isEmpty() || url.getHost().equalsIgnoreCase("localhost")
                        ? List.of(new Demand.ReadFile(file(url)))
                        : List.of(new Demand.Connect(url.getHost(), 21));
            case "jar" -> nested(url);
            case "http", "https", "ftp" ->
                List.of(new Demand.Connect(url.getHost(), url.getPort() == ANY ? url.getDefaultPort() : url.getPort()));
            case "mailto" -> List.of(new Demand.Never("send mail through the JDK"));
            // The JDK has no code for it: who made the URL brought it along, or the framework did, for its own.
            default -> List.of();
        };
    }

    /** As the JDK finds it, but for escapes that do not end: those it refuses, and so does this. */
    private static Path file(URL url) {
        return Path.of(
                java.net.URLDecoder.decode(url.getPath().replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8));
    }

    private static List<Demand> nested(URL jar) {
        String text = jar.getFile();
        int end = text.lastIndexOf("!/");
        try {
            return url(URI.create(end < 0 ? text : text.substring(0, end)).toURL());
        } catch (MalformedURLException | IllegalArgumentException unknown) {
            return List.of(new Demand.Never("read an archive at an address that is no URL"));
        }
    }

    private static List<Demand> uri(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        int port = uri.getPort() != ANY ? uri.getPort() : scheme.equals("https") || scheme.equals("wss") ? 443 : 80;
        return uri.getHost() == null ? List.of() : List.of(new Demand.Connect(uri.getHost(), port));
    }

    /** Returns the ports that are named, as numbers or in addresses. */
    static Stream<Integer> ports(@Nullable Object[] arguments) {
        List<Integer> ports = new ArrayList<>();
        for (Object argument : arguments) {
            if (argument instanceof InetSocketAddress address) {
                ports.add(address.getPort());
            } else if (argument instanceof Integer number && ports.isEmpty()) {
                ports.add(number);
            }
        }
        return ports.stream();
    }

    /** Returns what is reached by an address that may be a text: a URL, or a file. */
    static List<Demand> at(@Nullable Object argument) {
        return switch (argument) {
            case String text -> at(text);
            case File file -> List.of(new Demand.ReadFile(file.toPath()));
            case null, default -> of(argument);
        };
    }

    private static List<Demand> at(String text) {
        if (!text.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
            return List.of(new Demand.ReadFile(Path.of(text)));
        }
        try {
            return url(URI.create(text).toURL());
        } catch (MalformedURLException | IllegalArgumentException unknown) {
            return List.of();
        }
    }

    /** Tells whether a host is written as an address. */
    static boolean isLiteral(String host) {
        for (int i = 0; i < host.length(); i++) {
            char one = host.charAt(i);
            if (one == ':') {
                return true;
            } else if (one != '.' && (one < '0' || one > '9')) {
                return host.indexOf(':') > i;
            }
        }
        return true;
    }
}
