/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.bytecode;

import dev.berth.sdk.value.SdkAbi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What others may name of the SDK, by its class files.
 *
 * @param parents each class with its supertypes
 * @param members each class with its fields, {@code name:descriptor}, and methods, {@code name(…)…}
 */
record SdkSurface(Map<String, List<String>> parents, Map<String, Set<String>> members) {
    private static final int OPEN = Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED;

    static SdkSurface of(Path jarOrFolder) {
        SdkSurface surface = new SdkSurface(new TreeMap<>(), new TreeMap<>());
        if (Files.isDirectory(jarOrFolder)) {
            surface.readAll(jarOrFolder);
            return surface;
        }
        try (FileSystem jar = FileSystems.newFileSystem(jarOrFolder)) {
            surface.readAll(jar.getPath("/"));
            return surface;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps what a history says of members that are still there; what is new came with the version of this SDK. */
    static String history(String old, SdkSurface sdk) {
        Map<String, Map<String, Set<String>>> versions = new TreeMap<>();
        Map<String, Set<String>> left = new TreeMap<>();
        sdk.members.forEach((type, members) -> left.put(type, new TreeSet<>(members)));
        String version = "";
        String current = "";
        Set<String> known = new TreeSet<>();
        for (String line : old.lines().toList()) {
            if (line.startsWith("version ")) {
                version = line;
            } else if (line.startsWith("class ")) {
                current = line.split(" ", -1)[1];
                if (sdk.members.containsKey(current) && known.add(current)) {
                    versions.computeIfAbsent(version, key -> new TreeMap<>())
                            .computeIfAbsent(current, key -> new TreeSet<>());
                }
            } else if (left.getOrDefault(current, Set.of()).remove(line.strip())) {
                versions.computeIfAbsent(version, key -> new TreeMap<>())
                        .computeIfAbsent(current, key -> new TreeSet<>())
                        .add(line.strip());
            }
        }
        String now = "version " + SdkAbi.VERSION;
        left.forEach((type, members) -> {
            if (!members.isEmpty() || known.add(type)) {
                versions.computeIfAbsent(now, key -> new TreeMap<>())
                        .computeIfAbsent(type, key -> new TreeSet<>())
                        .addAll(members);
            }
        });
        List<String> lines = new ArrayList<>();
        versions.forEach((name, types) -> {
            lines.add(name);
            types.forEach((type, members) -> {
                lines.add("class " + type + " " + String.join(" ", sdk.parents.getOrDefault(type, List.of())));
                members.forEach(member -> lines.add("  " + member));
            });
        });
        return String.join("\n", lines) + "\n";
    }

    private void readAll(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(
                            path -> path.toString().endsWith(".class") && !path.endsWith("package-info.class"))
                    .toList()) {
                new ClassReader(Files.readAllBytes(file)).accept(new Reader(), ClassReader.SKIP_CODE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Reader extends ClassVisitor {
        private Set<String> own = Set.of();

        Reader() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
            if ((access & OPEN) != 0) {
                own = members.computeIfAbsent(name, key -> new TreeSet<>());
                List<String> all = new ArrayList<>(List.of(parent));
                all.addAll(List.of(interfaces));
                parents.put(name, all);
            }
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            if ((access & OPEN) != 0 && own instanceof TreeSet) {
                own.add(name + ":" + descriptor);
            }
            return null;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            if ((access & OPEN) != 0 && own instanceof TreeSet) {
                own.add(name + descriptor);
            }
            return null;
        }
    }
}
