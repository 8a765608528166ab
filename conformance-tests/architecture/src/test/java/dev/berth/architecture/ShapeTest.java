/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** style.md: small files, small packages, plain names, no static state. */
final class ShapeTest {
    /** Packages of more than 20 files, each with its reason. */
    private static final Map<String, Integer> LARGE_PACKAGES = Map.of(
            // One class an operation, its plan and its work, and what they share (architecture.md, section 3).
            "dev/berth/host/lifecycle", 39,
            // The fourteen ports of PORT-1 and the values they take.
            "dev/berth/sdk/port", 30,
            // The same fourteen in memory, and what they share; further packages would open it to authors.
            "dev/berth/sdk/testkit/memory", 30,
            // What an embedding program holds and is shown, and the parts that are wired there.
            "dev/berth/host", 22,
            // One class a table or two, and what they share.
            "dev/berth/host/store", 22,
            // One class a subject of routes, which one class lists.
            "dev/berth/host/server/rest", 22,
            // One class a rule of two archive formats; nothing else may open archives (TRUST-96).
            "dev/berth/host/marketplace/pack", 32);

    @Test
    void filesAreShort() {
        assertThat(Sources.all())
                .filteredOn(file -> Sources.text(file).lines().count() > 500)
                .isEmpty();
    }

    @Test
    void packagesAreSmall() {
        Map<Path, Long> sizes =
                Sources.mainOf("sdk-extensions", "host-runtime", "sample-extensions", "conformance-tests").stream()
                        .filter(file -> !file.endsWith("package-info.java"))
                        .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
        assertThat(sizes.entrySet()).allSatisfy(entry -> {
            String name = entry.getKey().toString().replaceAll(".*/src/main/java/", "");
            assertThat(entry.getValue()).as(name).isLessThanOrEqualTo(LARGE_PACKAGES.getOrDefault(name, 20));
        });
    }

    @Test
    void namesSayWhatThingsAre() {
        assertThat(Product.classes().map(JavaClass::getSimpleName))
                .noneMatch(name -> name.matches(".*(Manager|Utils?|Helper)|Abstract.*"));
    }

    @Test
    void everyPackageRefusesNull() {
        assertThat(Product.classes().map(JavaClass::getPackage).distinct())
                .allSatisfy(found -> assertThat(found.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                        .as(found.getName())
                        .isTrue());
    }

    @Test
    void atMostHalfOfTheHostIsPublic() {
        List<JavaClass> topLevel = Product.in("dev.berth.host")
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .toList();
        long open = topLevel.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .count();
        assertThat(open).isLessThanOrEqualTo(topLevel.size() / 2);
    }

    @Test
    void nothingStaticChanges() {
        assertThat(staticFields().filter(field -> !field.getModifiers().contains(JavaModifier.FINAL)))
                .isEmpty();
        assertThat(staticFields()
                        .filter(field -> field.getRawType().isArray())
                        .filter(field -> !field.getModifiers().contains(JavaModifier.PRIVATE)))
                .as("arrays that others could change")
                .isEmpty();
        assertThat(staticFields().filter(field -> isMutable(field.getRawType())))
                .as("types that change")
                .isEmpty();
        assertThat(staticFields().filter(ShapeTest::holdsMutableCollection))
                .as("collections that change")
                .isEmpty();
    }

    private static Stream<JavaField> staticFields() {
        return Product.classes()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC));
    }

    private static boolean isMutable(JavaClass type) {
        return type.getPackageName().startsWith("java.util.concurrent.atomic")
                || Stream.of(ThreadLocal.class, StringBuilder.class).anyMatch(type::isAssignableTo);
    }

    private static boolean holdsMutableCollection(JavaField field) {
        if (!field.getRawType().isAssignableTo(Collection.class)
                && !field.getRawType().isAssignableTo(Map.class)) {
            return false;
        }
        try {
            Field reflected = field.reflect();
            reflected.setAccessible(true);
            String held = reflected.get(null).getClass().getName();
            return !held.startsWith("java.util.ImmutableCollections") && !held.startsWith("java.util.Collections$");
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
