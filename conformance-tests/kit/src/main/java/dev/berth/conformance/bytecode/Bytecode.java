/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.bytecode;

import dev.berth.manifest.PackageEntries;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the class files of a package say. Those of multi-release variants count like the others: some JVM will load them.
 *
 * @param classes in order of path
 * @param unreadable paths of class files that cannot be read, sorted; nothing can be proven of them
 */
public record Bytecode(List<ClassFacts> classes, List<String> unreadable) {
    private static final String SUFFIX = ".class";

    /** Copies the lists. */
    public Bytecode {
        classes = List.copyOf(classes);
        unreadable = List.copyOf(unreadable);
    }

    /** Reads the class files of a package. Takes time and memory in proportion to their size, whatever they hold. */
    public static Bytecode of(PackageEntries entries) {
        return entries instanceof ScannedEntries scanned ? scanned.code() : scan(entries);
    }

    static Bytecode scan(PackageEntries entries) {
        List<ClassFacts> classes = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        entries.paths().stream()
                .filter(path -> path.endsWith(SUFFIX))
                .sorted()
                .forEach(path -> entries.read(path)
                        .flatMap(bytes -> ClassScan.read(path, bytes))
                        .ifPresentOrElse(classes::add, () -> unreadable.add(path)));
        return new Bytecode(classes, unreadable);
    }

    /** Returns the classes by their names, each with its variants. */
    public Map<String, List<ClassFacts>> byName() {
        return classes.stream().collect(Collectors.groupingBy(ClassFacts::name));
    }

    /** Returns every mention of a member. */
    public Stream<Site> sites() {
        return classes.stream()
                .flatMap(type -> type.methods().stream()
                        .flatMap(method -> method.uses().stream().map(use -> new Site(type, method, use))));
    }

    /** Returns the classes of others that the package names, each with the path of the first class file that does. */
    public Map<String, String> foreignTypes() {
        Set<String> own = classes.stream().map(ClassFacts::name).collect(Collectors.toSet());
        return classes.stream()
                .flatMap(type -> type.types().stream()
                        .filter(name -> !own.contains(name))
                        .map(name -> Map.entry(name, type.path())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, second) -> first));
    }

    /** Answers where a mentioned member comes from. */
    public Origins origins() {
        return new Origins(byName());
    }

    /** Follows mentions through the classes of the package, as the JVM does. */
    public static final class Origins {
        private final Map<String, List<ClassFacts>> own;

        private Origins(Map<String, List<ClassFacts>> own) {
            this.own = own;
        }

        /** Tells whether a class is in the package. */
        public boolean owns(String name) {
            return own.containsKey(name);
        }

        /**
         * Returns the classes of others in which a mentioned member can be: the one that is named, or those that the named class
         * of this package extends. Empty if this package has the member itself.
         */
        public Set<String> of(Use use) {
            Set<String> foreign = new LinkedHashSet<>();
            Set<String> seen = new LinkedHashSet<>(Set.of(use.owner()));
            Deque<String> open = new ArrayDeque<>(seen);
            while (!open.isEmpty()) {
                String name = open.pop();
                List<ClassFacts> variants = own.getOrDefault(name, List.of());
                if (variants.stream().anyMatch(type -> type.declares(use))) {
                    return Set.of();
                }
                if (variants.isEmpty()) {
                    foreign.add(name);
                }
                variants.stream()
                        .flatMap(type -> type.parents().stream())
                        .filter(seen::add)
                        .forEach(open::add);
            }
            return foreign;
        }

        /** Returns the class of this package of that name; of several variants the first. */
        public Optional<ClassFacts> find(String name) {
            return own.getOrDefault(name, List.of()).stream().findFirst();
        }
    }
}
