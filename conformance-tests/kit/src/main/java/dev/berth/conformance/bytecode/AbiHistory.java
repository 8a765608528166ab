/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.bytecode;

import dev.berth.manifest.SemVer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which ABI version brought each class and member of the SDK. Read from {@code sdk-abi.txt}, which a test holds equal to the
 * classes of the SDK: a line {@code version x.y.z}, below it lines {@code class name supertypes…}, and below each class its
 * members, indented: {@code name:descriptor} for a field, {@code name(…)…} for a method.
 */
public final class AbiHistory {
    private static final String FILE = "sdk-abi.txt";
    private static final String SDK = "dev/berth/sdk/";

    private final Map<String, Type> types;

    private AbiHistory(Map<String, Type> types) {
        this.types = types;
    }

    private record Type(SemVer since, List<String> parents, Map<String, SemVer> members) {}

    /** Returns the history of the SDK that this kit was made with. */
    public static AbiHistory sdk() {
        return Sdk.HISTORY;
    }

    private static final class Sdk {
        static final AbiHistory HISTORY = parse(text());
    }

    static String text() {
        try (InputStream in = AbiHistory.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("The kit needs its file " + FILE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static AbiHistory parse(String text) {
        Map<String, Type> types = new HashMap<>();
        SemVer version = SemVer.ZERO;
        String current = "";
        for (String line : text.lines().toList()) {
            if (line.startsWith("version ")) {
                version = SemVer.parse(line.substring("version ".length())).orElseThrow();
            } else if (line.startsWith("class ")) {
                List<String> names = List.of(line.split(" ", -1));
                current = names.get(1);
                types.putIfAbsent(current, new Type(version, names.subList(2, names.size()), new HashMap<>()));
            } else if (line.startsWith("  ")) {
                Objects.requireNonNull(types.get(current)).members().put(line.strip(), version);
            }
        }
        return new AbiHistory(types);
    }

    /** Tells whether a class, with {@code /}, is of the SDK by its name. */
    public static boolean isSdk(String className) {
        return className.startsWith(SDK);
    }

    /** Returns the ABI version that brought a class; empty if no version has it. */
    public Optional<SemVer> since(String className) {
        return Optional.ofNullable(types.get(className)).map(Type::since);
    }

    /** Returns the ABI version that brought a member, as the JVM finds it from a class on; empty if no version has it. */
    public Optional<SemVer> since(String className, Use use) {
        String key = use.isMethod() ? use.name() + use.descriptor() : use.name() + ":" + use.descriptor();
        Set<String> seen = new LinkedHashSet<>(Set.of(className));
        Deque<String> open = new ArrayDeque<>(seen);
        boolean constructor = use.name().equals("<init>");
        while (!open.isEmpty()) {
            String name = open.pop();
            Type type = types.get(name);
            if (type == null) {
                if (!isSdk(name) && PlatformMembers.has(name, use)) {
                    return since(className);
                }
            } else if (type.members().containsKey(key)) {
                return Optional.of(type.members().get(key));
            } else if (!constructor) {
                type.parents().stream().filter(seen::add).forEach(open::add);
            }
        }
        // An interface has the methods of Object, too.
        return PlatformMembers.has("java/lang/Object", use) && !constructor ? since(className) : Optional.empty();
    }

    /** Returns names of classes and members that people may have meant. */
    Collection<String> membersOf(String className) {
        return Optional.ofNullable(types.get(className))
                .map(type -> new ArrayList<>(type.members().keySet()))
                .orElseGet(ArrayList::new)
                .stream()
                .map(key -> key.replaceAll("[(:].*", ""))
                .filter(name -> !name.equals("<init>"))
                .collect(Collectors.toSet());
    }
}
