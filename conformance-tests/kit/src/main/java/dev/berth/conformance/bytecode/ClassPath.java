/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.bytecode;

import dev.berth.manifest.PackageEntries;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The classes of a package as others link to them, above them the SDK and the JDK. Reads only the class files that are asked for. */
public final class ClassPath {
    private static final String SUFFIX = ".class";
    private static final Pattern VARIANT = Pattern.compile("^META-INF/versions/\\d+/");

    private final PackageEntries files;
    private final Map<String, Optional<List<ClassFacts>>> known = new HashMap<>();
    private Optional<Map<String, List<String>>> paths = Optional.empty();

    /** Reads nothing yet. */
    public ClassPath(PackageEntries files) {
        this.files = files;
    }

    /** Whether a link holds. */
    public enum Link {
        HOLDS,
        BROKEN,
        /** A class on the way cannot be read, or belongs to somebody else. */
        UNKNOWN
    }

    /** Tells whether the package has a class, which is named with {@code /}. */
    public boolean has(String className) {
        return paths().containsKey(className);
    }

    /** Looks for a member as the JVM does: in the class that is named, and in what is above it. */
    public Link find(String className, Use use) {
        Set<String> seen = new LinkedHashSet<>(Set.of(className));
        Deque<String> open = new ArrayDeque<>(seen);
        boolean unknown = false;
        while (!open.isEmpty()) {
            String name = open.pop();
            Optional<List<ClassFacts>> variants = known.computeIfAbsent(name, this::read);
            Link link = variants.map(types -> among(types.stream().anyMatch(type -> type.declares(use))))
                    .orElseGet(() -> beyond(name, use));
            if (link == Link.HOLDS) {
                return link;
            }
            unknown |= link == Link.UNKNOWN;
            if (!use.name().equals("<init>")) {
                variants.stream()
                        .flatMap(List::stream)
                        .flatMap(type -> type.parents().stream())
                        .filter(seen::add)
                        .forEach(open::add);
            }
        }
        return unknown ? Link.UNKNOWN : Link.BROKEN;
    }

    /** Returns the names of the members that a class has itself, for near misses. */
    public Collection<String> membersOf(String className) {
        return known.computeIfAbsent(className, this::read).stream()
                .flatMap(List::stream)
                .flatMap(ClassFacts::memberNames)
                .collect(Collectors.toSet());
    }

    private static Link among(boolean holds) {
        return holds ? Link.HOLDS : Link.BROKEN;
    }

    /** What is not of the package, or cannot be read. */
    private Link beyond(String className, Use use) {
        if (AbiHistory.isSdk(className)) {
            return among(AbiHistory.sdk().since(className, use).isPresent());
        }
        boolean platform = !has(className) && PlatformMembers.isPlatform(className);
        return platform ? among(PlatformMembers.has(className, use)) : Link.UNKNOWN;
    }

    private Optional<List<ClassFacts>> read(String className) {
        List<String> variants = paths().getOrDefault(className, List.of());
        List<ClassFacts> facts = variants.stream()
                .flatMap(path -> files.read(path).flatMap(bytes -> ClassScan.read(path, bytes)).stream())
                .toList();
        return variants.isEmpty() || facts.size() < variants.size() ? Optional.empty() : Optional.of(facts);
    }

    /** Where each class is; those of a multi-release package in several places. */
    private Map<String, List<String>> paths() {
        Map<String, List<String>> found = paths.orElseGet(() -> files.paths().stream()
                .filter(path -> path.endsWith(SUFFIX))
                .collect(Collectors.groupingBy(
                        path -> VARIANT.matcher(path.substring(0, path.length() - SUFFIX.length()))
                                .replaceFirst(""))));
        paths = Optional.of(found);
        return found;
    }
}
