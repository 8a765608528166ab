/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;

/**
 * A package that a bundle imports, in words instead of the filter that OSGi makes of it.
 *
 * @param name of the package
 * @param versions such as {@code 2.3 or later, below 3.0}; empty if any version does
 */
record ImportNeed(String name, Optional<String> versions) {
    private static final Pattern NAME = Pattern.compile("\\(osgi\\.wiring\\.package=([^)]*)\\)");
    private static final Pattern FROM = Pattern.compile("(?<!!)\\(version>=([^)]*)\\)");
    private static final Pattern ABOVE = Pattern.compile("\\(!\\(version<=([^)]*)\\)\\)");
    private static final Pattern BELOW = Pattern.compile("\\(!\\(version>=([^)]*)\\)\\)");
    private static final Pattern UP_TO = Pattern.compile("(?<!!)\\(version<=([^)]*)\\)");

    static ImportNeed of(Requirement requirement) {
        String filter = requirement.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, "");
        String lower = first(FROM, filter)
                .map(from -> from + " or later")
                .or(() -> first(ABOVE, filter).map(above -> "above " + above))
                .orElse("");
        String upper = first(BELOW, filter)
                .map(below -> "below " + below)
                .or(() -> first(UP_TO, filter).map(upTo -> "up to " + upTo))
                .orElse("");
        String words = lower + (lower.isEmpty() || upper.isEmpty() ? "" : ", ") + upper;
        boolean any = words.isEmpty() || words.equals("0.0.0 or later");
        return new ImportNeed(first(NAME, filter).orElse(filter), any ? Optional.empty() : Optional.of(words));
    }

    private static Optional<String> first(Pattern pattern, String filter) {
        Matcher found = pattern.matcher(filter);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** Returns what asks the framework for every version of the package. */
    Requirement anyVersion() {
        return new AnyVersion("(" + PackageNamespace.PACKAGE_NAMESPACE + "=" + name + ")");
    }

    @Override
    public String toString() {
        return "the package " + name + versions.map(words -> " " + words).orElse("");
    }

    private record AnyVersion(String filter) implements Requirement {
        @Override
        public String getNamespace() {
            return PackageNamespace.PACKAGE_NAMESPACE;
        }

        @Override
        public Map<String, String> getDirectives() {
            return Map.of(Constants.FILTER_DIRECTIVE, filter);
        }

        @Override
        public Map<String, Object> getAttributes() {
            return Map.of();
        }

        @Override
        public @Nullable Resource getResource() {
            return null;
        }
    }
}
