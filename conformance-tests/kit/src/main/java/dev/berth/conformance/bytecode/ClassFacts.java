/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.bytecode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is known of a class file.
 *
 * @param path where it is in the package; a multi-release package may hold a class several times
 * @param name with {@code /}
 * @param superName with {@code /}
 * @param interfaces with {@code /}
 * @param fields names with descriptors of its own fields, {@code name:descriptor}
 * @param methods its own methods
 * @param types every class that it names, in code, descriptors and signatures, with {@code /}
 */
public record ClassFacts(
        String path,
        String name,
        Optional<String> superName,
        List<String> interfaces,
        Set<String> fields,
        List<MethodFacts> methods,
        Set<String> types) {
    /** Copies the collections. */
    public ClassFacts {
        interfaces = List.copyOf(interfaces);
        fields = Set.copyOf(fields);
        methods = List.copyOf(methods);
        types = Set.copyOf(types);
    }

    /** Returns the superclass and the interfaces. */
    List<String> parents() {
        List<String> parents = new ArrayList<>();
        superName.ifPresent(parents::add);
        parents.addAll(interfaces);
        return parents;
    }

    /** Returns the names of its own fields and methods. */
    Stream<String> memberNames() {
        return Stream.concat(
                fields.stream().map(field -> field.substring(0, field.indexOf(':'))),
                methods.stream().map(MethodFacts::name).filter(name -> !name.startsWith("<")));
    }

    boolean declares(Use use) {
        return use.isMethod()
                ? methods.stream().anyMatch(method -> method.is(use.name(), use.descriptor()))
                : fields.contains(use.name() + ":" + use.descriptor());
    }
}
