/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix.guard;

import dev.berth.host.felix.guard.Call.Twin;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleReference;
import org.osgi.framework.wiring.BundleWiring;

/** Connections by URL. The JDK follows no redirect for them: it would go to hosts that nobody named. */
final class NetworkTwins {
    static final Map<String, Twin> ALL = Map.of(
            "java/net/URL.openConnection", NetworkTwins::connection,
            "java/net/URL.openStream",
                    (call, arguments) -> open(call, arguments).getInputStream(),
            "java/net/URL.getContent", NetworkTwins::content,
            "java/net/HttpURLConnection.setInstanceFollowRedirects", NetworkTwins::redirects,
            "java/net/http/HttpClient$Builder.followRedirects", NetworkTwins::redirects,
            "java/net/http/HttpClient$Builder.proxy", NetworkTwins::proxy);

    private static final String OF_BUNDLE = "bundle";
    private static final Pattern NUMBER = Pattern.compile(".*_(\\d+)\\.\\d+");
    private static final URI ANY = URI.create("http://any.invalid/");

    private NetworkTwins() {}

    private static @Nullable Object connection(Call call, @Nullable Object[] arguments) throws Throwable {
        check(call, arguments);
        return calm((URLConnection) Objects.requireNonNull(call.proceed(arguments)));
    }

    private static URLConnection open(Call call, @Nullable Object[] arguments) throws IOException {
        check(call, arguments);
        return calm(((URL) Objects.requireNonNull(arguments[0])).openConnection());
    }

    private static @Nullable Object content(Call call, @Nullable Object[] arguments) throws IOException {
        URLConnection connection = open(call, arguments);
        return arguments.length > 1 && arguments[1] instanceof Class<?>[] types
                ? connection.getContent(types)
                : connection.getContent();
    }

    private static void check(Call call, @Nullable Object[] arguments) {
        Snapshots.take(call, arguments);
        URL url = (URL) Objects.requireNonNull(arguments[0]);
        if (url.getProtocol().equalsIgnoreCase(OF_BUNDLE) && !isVisible(call.site(), url.getHost())) {
            throw call.site().never("read " + url + ", which is of another extension or of the host");
        }
        Addresses.of(arguments).forEach(call.site()::demand);
    }

    /** The framework's URLs name a bundle by its number. */
    private static boolean isVisible(Site site, String host) {
        Matcher number = NUMBER.matcher(host);
        Bundle bundle = ((BundleReference) site.loader()).getBundle();
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        Stream<Long> wired = wiring == null
                ? Stream.empty()
                : wiring.getRequiredWires(null).stream()
                        .map(wire -> wire.getProvider().getBundle().getBundleId())
                        .filter(id -> id != 0);
        return number.matches()
                && Stream.concat(Stream.of(bundle.getBundleId()), wired)
                        .anyMatch(id -> String.valueOf(id).equals(number.group(1)));
    }

    private static URLConnection calm(URLConnection connection) {
        if (connection instanceof HttpURLConnection http && Ground.isPlatform(http.getClass())) {
            http.setInstanceFollowRedirects(false);
        }
        return connection;
    }

    private static @Nullable Object redirects(Call call, @Nullable Object[] arguments) throws Throwable {
        Object follow = arguments[1];
        if (Boolean.FALSE.equals(follow) || follow == HttpClient.Redirect.NEVER) {
            return call.proceed(arguments);
        }
        throw call.site()
                .never("let the JDK follow redirects, to hosts that nobody named; code can follow them itself");
    }

    /** The JDK's own answer alike each time; another could name any host at any moment. */
    private static @Nullable Object proxy(Call call, @Nullable Object[] arguments) throws Throwable {
        if (arguments[1] instanceof ProxySelector selector) {
            if (!Ground.isPlatform(selector.getClass())) {
                throw call.site().never("choose proxies by its own code");
            }
            Addresses.of(selector.select(ANY).toArray()).forEach(call.site()::demand);
        }
        return call.proceed(arguments);
    }
}
