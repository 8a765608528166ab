/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.bundle;

import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.finding.Findings;
import dev.berth.manifest.finding.NearMisses;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Quoted;
import dev.berth.sdk.problem.ProblemCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The class that {@code serverEntry} names, judged by its bytes (MAN-63, MAN-64). */
public final class EntryClass {
    private static final String FIELD = "serverEntry";
    private static final String EXTENSION = "dev/berth/sdk/Extension";
    private static final String SUFFIX = ".class";

    private final PackageEntries entries;

    private EntryClass(PackageEntries entries) {
        this.entries = entries;
    }

    /** Judges the class of this name. */
    public static void judge(Node.Text entry, PackageEntries entries, Findings findings) {
        new EntryClass(entries).judge(entry, findings);
    }

    private void judge(Node.Text entry, Findings findings) {
        String internal = entry.value().replace('.', '/');
        Optional<byte[]> bytes = entries.read(internal + SUFFIX);
        if (bytes.isEmpty()) {
            findings.add(Fault.of(ProblemCode.SERVER_ENTRY_MISSING, Findings.at(entry.place(), FIELD))
                    .says("needs the class " + entry.value() + " in its package")
                    .found("no file " + Quoted.of(internal + SUFFIX))
                    .near(entry.value(), nearby(entry.value()))
                    .author("add the class, or name one that is there"));
            return;
        }
        List<String> flaws = ClassFile.read(bytes.get())
                .map(read -> flaws(read, internal))
                .orElse(List.of("bytes that are no class file"));
        if (!flaws.isEmpty()) {
            findings.add(Fault.of(ProblemCode.SERVER_ENTRY_NOT_EXTENSION, Findings.at(entry.place(), FIELD))
                    .says("needs " + entry.value()
                            + " to be a public concrete class, top-level or static nested, with a"
                            + " public constructor without parameters, that implements dev.berth.sdk.Extension")
                    .found(String.join(", ", flaws)));
        }
    }

    private List<String> flaws(ClassFile read, String expectedName) {
        List<String> flaws = new ArrayList<>();
        if (!read.name().equals(expectedName)) {
            flaws.add("a file with the class " + Quoted.of(read.name().replace('/', '.')));
        }
        if (!read.has(ClassFile.PUBLIC)) {
            flaws.add("a class that is not public");
        }
        if (read.has(ClassFile.INTERFACE)) {
            flaws.add("an interface");
        } else if (read.has(ClassFile.ABSTRACT)) {
            flaws.add("an abstract class");
        }
        if (read.local()) {
            flaws.add("a class inside a method");
        } else if (read.nested() && !read.has(ClassFile.STATIC)) {
            flaws.add("an inner class that is not static");
        }
        if (!read.has(ClassFile.INTERFACE) && !read.constructible()) {
            flaws.add("no public constructor without parameters");
        }
        if (!isExtension(read)) {
            flaws.add("a class that does not implement dev.berth.sdk.Extension");
        }
        return flaws;
    }

    /** Follows superclasses and interfaces as far as they are in this package. */
    private boolean isExtension(ClassFile start) {
        List<ClassFile> open = new ArrayList<>(List.of(start));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            ClassFile read = open.remove(open.size() - 1);
            List<String> parents = new ArrayList<>(read.interfaces());
            read.superName().ifPresent(parents::add);
            if (parents.contains(EXTENSION)) {
                return true;
            }
            for (String parent : parents) {
                if (seen.add(parent)) {
                    entries.read(parent + SUFFIX).flatMap(ClassFile::read).ifPresent(open::add);
                }
            }
        }
        return false;
    }

    /** Finds classes of the same simple name first, since people mistake packages more often than names. */
    private List<String> nearby(String name) {
        String simple = name.substring(name.lastIndexOf('.') + 1);
        List<String> classes = entries.paths().stream()
                .filter(path -> path.endsWith(SUFFIX) && !path.startsWith("META-INF/"))
                .map(path -> path.substring(0, path.length() - SUFFIX.length()).replace('/', '.'))
                .sorted()
                .limit(2_000)
                .toList();
        List<String> same = classes.stream()
                .filter(other -> other.endsWith("." + simple) || other.endsWith("$" + simple))
                .toList();
        return same.isEmpty() ? NearMisses.of(name, classes) : same;
    }
}
