/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** architecture.md, sections 2 and 3: the arrows among modules (the testkit's are PORT-132), and the order of the kernel's packages. */
final class ModulesTest {
    private static final List<String> KERNEL = List.of(
            "audit",
            "jvm",
            "boot",
            "evidence",
            "journal",
            "extension",
            "identity",
            "trust",
            "discovery",
            "kind",
            "resolve",
            "namespace",
            "closure",
            "grant",
            "permission",
            "live",
            "meter",
            "port",
            "seed",
            "unload",
            "activation",
            "lifecycle",
            "probation",
            "start");

    /** Each module and those that it may use. */
    private static final Map<String, Set<String>> ARROWS = arrows();

    private static Map<String, Set<String>> arrows() {
        Set<String> kernel = Set.of("sdk", "manifest", "kernel");
        Map<String, Set<String>> arrows = new LinkedHashMap<>();
        arrows.put("sdk", Set.of());
        arrows.put("manifest", Set.of("sdk"));
        arrows.put("testkit", Set.of("sdk", "manifest"));
        arrows.put("kernel", Set.of("sdk", "manifest"));
        arrows.put("felix", kernel);
        arrows.put("store", kernel);
        arrows.put("marketplace", kernel);
        arrows.put("server", kernel);
        // The engine of "berth check" reads archives with the one reader there is (TRUST-96).
        arrows.put("conformance", Set.of("sdk", "manifest", "marketplace"));
        arrows.put("cli", Set.of("sdk", "manifest", "marketplace", "conformance"));
        arrows.put("maven", Set.of("sdk", "manifest", "marketplace", "conformance"));
        arrows.put(
                "launcher",
                Set.of("sdk", "manifest", "kernel", "felix", "store", "marketplace", "server", "cli", "conformance"));
        arrows.put("fixtures", Set.of("sdk", "manifest"));
        return Map.copyOf(arrows);
    }

    private static String module(JavaClass type) {
        String[] parts = type.getPackageName().split("\\.", -1);
        if (parts.length < 3 || !parts[0].equals("dev") || !parts[1].equals("berth")) {
            return parts.length == 3 ? parts[2] : "";
        }
        if (Product.isIn("dev.berth.sdk.testkit").test(type)) {
            return "testkit";
        } else if (!parts[2].equals("host")) {
            return parts[2];
        }
        return parts.length == 3 || KERNEL.contains(parts[3]) ? "kernel" : parts[3];
    }

    @Test
    void everyModuleIsInThePictureAndOnTheClassPath() {
        assertThat(Product.classes().map(ModulesTest::module))
                .containsOnly(ARROWS.keySet().toArray(String[]::new));
    }

    @Test
    void modulesUseOnlyWhatTheArrowsAllow() {
        ARROWS.forEach((module, allowed) -> assertThat(Product.uses(
                        Product.classes().filter(type -> module(type).equals(module)),
                        target ->
                                isOurs(target) && !module(target).equals(module) && !allowed.contains(module(target))))
                .as("what %s uses beyond %s", module, allowed)
                .isEmpty());
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith("dev.berth");
    }

    @Test
    void theCommandLineUsesOfTheMarketplaceOnlyWhatChecksPackages() {
        Predicate<JavaClass> other = Product.isIn("dev.berth.host.marketplace")
                .and(Product.isIn("dev.berth.host.marketplace.pack").negate())
                .and(Product.isIn("dev.berth.host.marketplace.trust").negate());
        assertThat(Product.uses(Product.in("dev.berth.host.cli"), other)).isEmpty();
    }

    @Test
    void aKernelPackageUsesOnlyThoseAboveIt() {
        for (int i = 0; i < KERNEL.size(); i++) {
            List<String> below = KERNEL.subList(i + 1, KERNEL.size());
            Predicate<JavaClass> wrong = type -> type.getPackageName().equals("dev.berth.host")
                    || below.stream()
                            .anyMatch(name ->
                                    Product.isIn("dev.berth.host." + name).test(type));
            assertThat(Product.uses(Product.in("dev.berth.host." + KERNEL.get(i)), wrong))
                    .as("what %s uses of %s or of the facade", KERNEL.get(i), below)
                    .isEmpty();
        }
    }

    @Test
    void noPackagesUseEachOtherInACircle() {
        slices().matching("dev.berth.(**)").should().beFreeOfCycles().check(Product.CLASSES);
    }

    @Test
    void samplesUseTheSdkOnly() {
        assertThat(Sources.mainOf("sample-extensions", "sample-extensions/next"))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(Sources.text(file).lines().filter(line -> line.startsWith("import ")))
                        .allMatch(line ->
                                line.matches("import (static )?(java|dev\\.berth\\.sdk|org\\.jspecify|samples)\\..*")));
    }
}
