/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix;

import dev.berth.sdk.value.SdkAbi;
import java.lang.module.ModuleDescriptor.Exports;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What of the host an extension can see; all the rest is invisible to it (ENG-3, TRUST-142). */
final class SystemPackages {
    /** The SDK, at its ABI's version. */
    static final List<String> SDK = List.of(
            "dev.berth.sdk",
            "dev.berth.sdk.capability",
            "dev.berth.sdk.port",
            "dev.berth.sdk.problem",
            "dev.berth.sdk.value");

    /** What woven code is linked to; it is imported for every bundle, from the system alone. */
    static final String GUARD = "dev.berth.host.felix.guard";

    /** bnd makes a mandatory import of them, at {@code [1.0,2)} (ENG-13). */
    static final String NULLNESS = "org.jspecify.annotations;version=\"1.0\"";

    /**
     * Packages of the JDK outside {@code java}, which a class loader can withhold from nobody.
     *
     * <p>They are what server code computes with: cryptography, TLS, XML, data sources. Left out is what is shared by the whole
     * JVM or loads classes by name ({@code javax.management}, {@code javax.naming}, {@code javax.script}, {@code javax.tools},
     * {@code javax.security.auth.login}, {@code javax.sql.rowset}), the desktop, and the JDK's own {@code com.sun},
     * {@code jdk} and {@code sun}. {@code javax.sql} is interfaces only: a driver's classes come with the extension that uses
     * it, and {@code DriverManager} hides the host's drivers from a loader that cannot see them.
     */
    static final Set<String> JDK = Set.of(
            "javax.crypto",
            "javax.crypto.interfaces",
            "javax.crypto.spec",
            "javax.net",
            "javax.net.ssl",
            "javax.security.auth",
            "javax.security.auth.callback",
            "javax.security.auth.x500",
            "javax.sql",
            "javax.transaction.xa",
            "javax.xml",
            "javax.xml.catalog",
            "javax.xml.crypto",
            "javax.xml.crypto.dom",
            "javax.xml.crypto.dsig",
            "javax.xml.crypto.dsig.dom",
            "javax.xml.crypto.dsig.keyinfo",
            "javax.xml.crypto.dsig.spec",
            "javax.xml.datatype",
            "javax.xml.namespace",
            "javax.xml.parsers",
            "javax.xml.stream",
            "javax.xml.stream.events",
            "javax.xml.stream.util",
            "javax.xml.transform",
            "javax.xml.transform.dom",
            "javax.xml.transform.sax",
            "javax.xml.transform.stax",
            "javax.xml.transform.stream",
            "javax.xml.validation",
            "javax.xml.xpath",
            "org.w3c.dom",
            "org.w3c.dom.bootstrap",
            "org.w3c.dom.events",
            "org.w3c.dom.ls",
            "org.w3c.dom.ranges",
            "org.w3c.dom.traversal",
            "org.w3c.dom.views",
            "org.w3c.dom.xpath",
            "org.xml.sax",
            "org.xml.sax.ext",
            "org.xml.sax.helpers");

    private SystemPackages() {}

    /** Writes the list as the framework's property wants it. */
    static String property(Collection<SharedPackage> shared) {
        Stream<String> sdk = SDK.stream().map(name -> name + ";version=\"" + SdkAbi.VERSION + "\"");
        Stream<String> embedder = shared.stream().map(SharedPackage::clause);
        return Stream.of(sdk, Stream.of(NULLNESS, GUARD), embedder, ofThisJdk())
                .flatMap(clauses -> clauses)
                .collect(Collectors.joining(","));
    }

    // Imports of java packages are written by bnd on request and legal since OSGi 7, so they need a provider; a package
    // that
    // this JVM lacks must be missed when a bundle is resolved, not when its code runs.
    private static Stream<String> ofThisJdk() {
        return exportedByThisJdk().filter(name -> name.startsWith("java.") || JDK.contains(name));
    }

    private static Stream<String> exportedByThisJdk() {
        return ModuleLayer.boot().modules().stream()
                .flatMap(module -> module.getDescriptor().exports().stream())
                .filter(exports -> !exports.isQualified())
                .map(Exports::source);
    }

    /** Tells whether the JDK has this package and it is kept from extensions. */
    static boolean isWithheld(String name) {
        return !JDK.contains(name) && exportedByThisJdk().anyMatch(name::equals);
    }
}
