/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix.weave;

import dev.berth.manifest.authority.JdkAuthority;
import dev.berth.manifest.authority.JdkAuthority.Row;
import dev.berth.manifest.authority.Reach;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which members of the JDK the table is about, by the hierarchy of this JDK. */
public final class Sinks {
    private static final String CONSTRUCTOR = "<init>";
    private static final String ANY = "*";
    private static final String ALWAYS_THE_JDK = "java/";

    /** What every class has is in no row, not even in one of all members. */
    private static final Set<String> OF_OBJECT = Arrays.stream(Object.class.getMethods())
            .map(method -> method.getName() + descriptor(method))
            .collect(Collectors.toUnmodifiableSet());

    /** The rows of what a class of the JDK declares or inherits, the first that matches first: every mention of its members asks. */
    private static final ClassValue<List<Row>> ROWS = new ClassValue<>() {
        @Override
        protected List<Row> computeValue(Class<?> type) {
            return JdkAuthority.rows(named(type));
        }
    };

    /** The names in those rows, so that most mentions end here. */
    private static final ClassValue<Set<String>> NAMES = new ClassValue<>() {
        @Override
        protected Set<String> computeValue(Class<?> type) {
            return ROWS.get(type).stream()
                    .flatMap(row -> row.members().stream())
                    .map(Sinks::nameOf)
                    .collect(Collectors.toUnmodifiableSet());
        }
    };

    /** Members that a class outside the JDK can inherit, each name with its descriptor. */
    private static final Set<String> INHERITABLE = inheritable();

    private Sinks() {}

    /** Finds the row of a member of the JDK; a constructor is its own class's alone. */
    public static Optional<Row> find(Class<?> type, String name, String descriptor) {
        if (!isNamed(type, name) || OF_OBJECT.contains(name + descriptor)) {
            return Optional.empty();
        }
        return (name.equals(CONSTRUCTOR) ? JdkAuthority.rows(Set.of(internalName(type))) : ROWS.get(type))
                .stream()
                        .filter(row -> row.isAbout(name, descriptor))
                        .findFirst()
                        .filter(row -> row.reach() != Reach.NONE);
    }

    /** Tells whether a row of a class is about members of this name; if not, there is nothing to find, and that is known soon. */
    public static boolean isNamed(Class<?> type, String name) {
        Set<String> names = NAMES.get(type);
        return names.contains(name) || names.contains(ANY);
    }

    /**
     * Tells whether a mention of a member can turn out to be one of the table when it is linked. Whose class it is may be unknown
     * then: it can come from the package, from another, or from a supertype of either.
     */
    static boolean canBe(String owner, String name, String descriptor) {
        if (owner.startsWith("[")) {
            return false;
        }
        Optional<Class<?>> platform = platform(owner);
        return platform.flatMap(type -> find(type, name, descriptor)).isPresent()
                || (!owner.startsWith(ALWAYS_THE_JDK) && INHERITABLE.contains(name + descriptor));
    }

    /** Finds a class of the JDK; its name has {@code /}. */
    static Optional<Class<?>> platform(String name) {
        try {
            return Optional.of(Class.forName(name.replace('/', '.'), false, ClassLoader.getPlatformClassLoader()));
        } catch (ClassNotFoundException | LinkageError none) {
            return Optional.empty();
        }
    }

    private static String nameOf(String member) {
        int descriptor = member.indexOf('(');
        return descriptor < 0 ? member : member.substring(0, descriptor);
    }

    private static Set<String> named(Class<?> type) {
        Set<String> names = new LinkedHashSet<>();
        above(type, names);
        return names;
    }

    private static void above(Class<?> type, Set<String> names) {
        if (names.add(internalName(type))) {
            if (type.getSuperclass() != null) {
                above(type.getSuperclass(), names);
            }
            for (Class<?> above : type.getInterfaces()) {
                above(above, names);
            }
        }
    }

    private static String internalName(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    private static Set<String> inheritable() {
        return JdkAuthority.rows().stream()
                .flatMap(row -> platform(row.type()).stream())
                .distinct()
                .filter(type -> !Modifier.isFinal(type.getModifiers()))
                .flatMap(Sinks::inheritable)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> inheritable(Class<?> type) {
        return Stream.concat(Arrays.stream(type.getMethods()), Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> !Modifier.isPrivate(method.getModifiers()))
                .filter(method -> isNamed(type, method.getName()))
                .filter(method ->
                        find(type, method.getName(), descriptor(method)).isPresent())
                .map(method -> method.getName() + descriptor(method));
    }

    private static String descriptor(Method method) {
        return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                .descriptorString();
    }
}
