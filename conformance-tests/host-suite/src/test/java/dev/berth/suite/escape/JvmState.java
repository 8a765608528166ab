/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite.escape;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.HttpURLConnection;
import java.net.ProxySelector;
import java.net.ResponseCache;
import java.net.URI;
import java.net.URLConnection;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Logger;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/** What all code of a JVM shares and can be looked at: as it was, whether it changed, and back again. */
final class JvmState {
    private static final String CANARY = "red.escape";

    private final Map<String, Part<?>> parts = new LinkedHashMap<>();

    /** One thing that is shared. */
    private record Part<T>(Callable<T> now, Consumer<T> set, T before) {
        boolean isChanged() throws Exception {
            T found = now.call();
            return before == null ? found != null : !before.equals(found);
        }

        void restore() {
            set.accept(before);
        }
    }

    JvmState() throws Exception {
        Security.setProperty(CANARY, "as it was");
        keep("out", () -> System.out, System::setOut);
        keep("err", () -> System.err, System::setErr);
        keep("in", () -> System.in, System::setIn);
        Properties all = (Properties) System.getProperties().clone();
        keep("properties", () -> System.getProperty("java.home"), value -> System.setProperties(all));
        keep("a property", () -> System.getProperty(Lure.PROPERTY), value -> System.setProperty(Lure.PROPERTY, value));
        keep(
                "the default handler",
                Thread::getDefaultUncaughtExceptionHandler,
                Thread::setDefaultUncaughtExceptionHandler);
        keep("the locale", Locale::getDefault, Locale::setDefault);
        keep("the time zone", TimeZone::getDefault, TimeZone::setDefault);
        keep("the providers", () -> List.of(Security.getProviders()), JvmState::providers);
        keep("a provider", () -> first().getProperty("Red.Red"), value -> first().remove("Red.Red"));
        keep("security", () -> Security.getProperty(CANARY), value -> Security.setProperty(CANARY, value));
        keep(
                "caches of jar",
                () -> URLConnection.getDefaultUseCaches("jar"),
                value -> URLConnection.setDefaultUseCaches("jar", value));
        keep(
                "caches",
                () -> connection().getDefaultUseCaches(),
                value -> connection().setDefaultUseCaches(value));
        keep(
                "names",
                () -> URLConnection.getFileNameMap().getContentTypeFor("a.html"),
                value -> URLConnection.setFileNameMap(name -> value));
        keep("the authenticator", Authenticator::getDefault, Authenticator::setDefault);
        keep("cookies", CookieHandler::getDefault, CookieHandler::setDefault);
        keep("proxies", ProxySelector::getDefault, ProxySelector::setDefault);
        keep("the cache", ResponseCache::getDefault, ResponseCache::setDefault);
        keep("redirects", HttpURLConnection::getFollowRedirects, HttpURLConnection::setFollowRedirects);
        keep(
                "host names",
                HttpsURLConnection::getDefaultHostnameVerifier,
                HttpsURLConnection::setDefaultHostnameVerifier);
        keep(
                "TLS sockets",
                HttpsURLConnection::getDefaultSSLSocketFactory,
                HttpsURLConnection::setDefaultSSLSocketFactory);
        keep("TLS", JvmState::tls, SSLContext::setDefault);
        Logger root = Logger.getLogger("");
        keep("the log level", root::getLevel, root::setLevel);
        keep("the log", () -> List.of(root.getHandlers()), value -> handlers(root, value));
        keep("the login timeout", DriverManager::getLoginTimeout, DriverManager::setLoginTimeout);
        keep("the log of drivers", DriverManager::getLogWriter, DriverManager::setLogWriter);
        keep("the context loader", JvmState::victimLoader, JvmState::setVictimLoader);
    }

    private <T> void keep(String name, Callable<T> now, Consumer<T> set) throws Exception {
        parts.put(name, new Part<>(now, set, now.call()));
    }

    /** Returns what has changed, and puts it back. */
    List<String> changes() throws Exception {
        List<String> changed = new ArrayList<>();
        for (Map.Entry<String, Part<?>> part : parts.entrySet()) {
            if (part.getValue().isChanged()) {
                changed.add(part.getKey());
                part.getValue().restore();
            }
        }
        return changed;
    }

    private static Provider first() {
        return Security.getProviders()[0];
    }

    private static void providers(List<Provider> wanted) {
        Arrays.stream(Security.getProviders()).map(Provider::getName).forEach(Security::removeProvider);
        wanted.forEach(Security::addProvider);
    }

    private static void handlers(Logger root, List<Handler> wanted) {
        Arrays.stream(root.getHandlers()).forEach(root::removeHandler);
        wanted.forEach(root::addHandler);
    }

    private static URLConnection connection() {
        try {
            return URI.create("file:/").toURL().openConnection();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SSLContext tls() throws NoSuchAlgorithmException {
        return SSLContext.getDefault();
    }

    private static Thread victim() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(EscapeMain.VICTIM))
                .findFirst()
                .orElseThrow();
    }

    private static ClassLoader victimLoader() {
        return victim().getContextClassLoader();
    }

    private static void setVictimLoader(ClassLoader loader) {
        victim().setContextClassLoader(loader);
    }
}
