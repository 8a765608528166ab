/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaFieldAccess;
import dev.berth.sdk.problem.ProblemCode;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules of manifests have one place. */
final class OneValidatorTest {
    private static final String MEANINGS =
            "sdk-extensions/api/src/main/resources/dev/berth/sdk/texts/problems.properties";

    /** Who else raises a code of a manifest, and why it is no second rule. */
    private static final Set<String> OTHERS = Set.of(
            // Names in archives are judged before a manifest can be read.
            "EntryName TEXT_INVISIBLE",
            "Findings TEXT_INVISIBLE",
            "Source TEXT_INVISIBLE",
            // Gates name the validator's codes in their rules (GATE-22, GATE-50, GATE-95, GATE-154).
            "LicenseGate LICENSE_INVALID",
            "LicenseGate LICENSE_MISSING",
            "ManifestGate CONFIG_SCHEMA_NUMBER",
            "ManifestGate MANIFEST_MISSING",
            "NamingGate API_VERSION_UNSUPPORTED",
            "NamingGate EXTENSION_ID_SUFFIX",
            "NamingGate KIND_UNKNOWN",
            "NamingGate MANIFEST_FIELD_MISSING",
            "NamingGate SCOPE_NOT_ALLOWED",
            "ReviewRules LICENSE_INVALID",
            "ReviewRules LICENSE_MISSING",
            // Edges are judged again against what is installed when something else changes (MAN-127, MAN-133), and
            // against what
            // comes in together (LIFE-83).
            "MemberProblems DEPENDENCY_GIT_REF",
            "Unmet DEPENDENCY_GIT_REF",
            "Unmet DEPENDENCY_KIND_MISMATCH",
            "World DEPENDENCY_GIT_REF",
            "World DEPENDENCY_KIND_MISMATCH",
            // Working copies are for hosts in development (LIFE-68).
            "Delivery VERSION_DEV",
            "Intake VERSION_DEV",
            // The engine's last word, should it see what the validator did not.
            "Installation BUNDLE_HEADERS_MISSING",
            "Installation BUNDLE_HEADER_REFUSED",
            "UnmetImport CLASS_VERSION_TOO_NEW",
            "UnmetImport IMPORT_UNDECLARED");

    @Test
    @DisplayName("MAN-1: only the module manifest raises what its page says of a manifest")
    void manifestCodesAreRaisedInOneModule() {
        Set<String> codes = codesOfManifests();
        assertThat(codes).hasSizeGreaterThan(100);
        Set<String> elsewhere = Product.classes()
                .filter(Product.isIn("dev.berth.manifest").negate())
                .filter(Product.isIn("dev.berth.fixtures").negate())
                .filter(type -> !type.isEquivalentTo(ProblemCode.class))
                .flatMap(type -> type.getFieldAccessesFromSelf().stream())
                .filter(access ->
                        access.getTargetOwner().isEquivalentTo(ProblemCode.class) && codes.contains(access.getName()))
                .map(OneValidatorTest::shown)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(elsewhere).containsExactlyInAnyOrderElementsOf(OTHERS);
    }

    private static String shown(JavaFieldAccess access) {
        return access.getOriginOwner().getSimpleName() + " " + access.getName();
    }

    private static Set<String> codesOfManifests() {
        Set<String> codes = new TreeSet<>();
        boolean inRegion = false;
        for (String line :
                Sources.text(Sources.CHECKOUT.resolve(MEANINGS)).lines().toList()) {
            if (line.startsWith("# ")) {
                inRegion = line.startsWith("# Manifest:");
            } else if (inRegion && line.contains("=")) {
                codes.add(line.substring(0, line.indexOf('='))
                        .toUpperCase(Locale.ROOT)
                        .replace('-', '_'));
            }
        }
        return codes;
    }
}
