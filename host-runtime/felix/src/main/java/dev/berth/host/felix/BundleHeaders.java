/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix;

import dev.berth.sdk.value.ExtensionId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Constants;

/**
 * The headers that the framework gets to see. Activators, fragments, native code, nested jars, dynamic imports and the like were
 * refused at admission (MAN-72); were one to slip through, it would have no effect here (ENG-11).
 */
final class BundleHeaders {
    private static final List<String> PASSED = List.of(
            Constants.BUNDLE_VERSION,
            Constants.IMPORT_PACKAGE,
            Constants.EXPORT_PACKAGE,
            Constants.REQUIRE_CAPABILITY,
            Constants.PROVIDE_CAPABILITY,
            "Multi-Release");

    // A quoted text is skipped as a whole, so that one which happens to contain the directive stays as it is.
    private static final Pattern USES =
            Pattern.compile("(;\\s*uses\\s*:=\\s*(?:\"(?:[^\"\\\\]|\\\\.)*\"|[^;,\"]*))|\"(?:[^\"\\\\]|\\\\.)*\"");

    private BundleHeaders() {}

    /** Tells whether the JAR is a bundle at all (MAN-70). */
    static boolean arePresent(Attributes attributes) {
        return attributes.getValue(Constants.BUNDLE_SYMBOLICNAME) != null;
    }

    /** Picks the headers to pass on; the name is the extension's, whatever the JAR says (TRUST-132). */
    static Map<String, String> of(Attributes attributes, ExtensionId id) {
        // Felix writes to this map: it merges the headers of a multi-release JAR.
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(Constants.BUNDLE_MANIFESTVERSION, "2");
        headers.put(Constants.BUNDLE_SYMBOLICNAME, id.symbolicName());
        for (String name : PASSED) {
            String value = attributes.getValue(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        headers.merge(Constants.IMPORT_PACKAGE, SystemPackages.GUARD, (imports, guard) -> imports + "," + guard);
        headers.computeIfPresent(Constants.EXPORT_PACKAGE, (name, exports) -> withoutUses(exports));
        return headers;
    }

    /** Drops {@code uses}: quadratic for the resolver, and with one provider a package it decides nothing (ENG-14). */
    static String withoutUses(String exports) {
        return USES.matcher(exports)
                .replaceAll(found -> found.group(1) == null ? Matcher.quoteReplacement(found.group()) : "");
    }
}
