/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The classes of every module, without tests. */
final class Product {
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("dev/berth/architecture"))
            .importPackages("dev.berth");

    private Product() {}

    static Stream<JavaClass> classes() {
        return CLASSES.stream();
    }

    static Stream<JavaClass> in(String packagePrefix) {
        return classes().filter(type -> isIn(packagePrefix).test(type));
    }

    /** Tells whether a class is in a package or below. */
    static Predicate<JavaClass> isIn(String packagePrefix) {
        return type -> (type.getPackageName() + ".").startsWith(packagePrefix + ".");
    }

    /** Returns what classes use, one line a use. */
    static Stream<String> uses(Stream<JavaClass> from, Predicate<JavaClass> to) {
        return from.flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(use -> to.test(use.getTargetClass().getBaseComponentType()))
                .map(Dependency::getDescription)
                .distinct();
    }
}
