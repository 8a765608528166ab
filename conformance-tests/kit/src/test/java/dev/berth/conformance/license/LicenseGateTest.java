/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.license;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.conformance.Policy;
import dev.berth.conformance.SubjectBuilder;
import dev.berth.conformance.TestPolicy;
import dev.berth.conformance.policy.LicensePolicy;
import dev.berth.manifest.Phase;
import dev.berth.manifest.license.LicenseClass;
import dev.berth.manifest.license.SpdxExpression;
import dev.berth.sdk.problem.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LicenseGateTest {
    private static final LicensePolicy POLICY = TestPolicy.DEFAULT.license();

    private static SubjectBuilder licensed(String license) {
        return SubjectBuilder.connector().field("license", license).file("LICENSE", "All that is ours.\n");
    }

    private static List<String> codes(SubjectBuilder subject) {
        return subject.run(new LicenseGate()).codes();
    }

    private static SubjectBuilder with(
            SubjectBuilder subject, Map<String, Set<String>> scopes, Optional<Set<String>> other) {
        LicensePolicy license = new LicensePolicy(scopes, other, POLICY.permissive(), POLICY.copyleft());
        return subject.policy(
                policy -> new Policy(policy.manifest(), policy.naming(), policy.readme(), license, policy.review()));
    }

    @ParameterizedTest
    @DisplayName("GATE-S15, GATE-50, GATE-55: classes; what is no expression is refused")
    @CsvSource(
            delimiter = '|',
            value = {
                "MIT|PERMISSIVE",
                "MIT OR GPL-3.0-only|PERMISSIVE",
                "MIT AND GPL-3.0-only|COPYLEFT",
                "UNLICENSED|REJECTED",
                "SEE LICENSE IN LICENSE|REJECTED",
                "https://acme.example/license|REJECTED",
                "LicenseRef-acme|REJECTED",
            })
    void classes(String license, LicenseClass expected) {
        Optional<SpdxExpression> declared = SpdxExpression.find(license);
        assertThat(LicenseDecision.of(declared, List.of(), "acme", false, POLICY)
                        .licenseClass())
                .isEqualTo(expected);
        if (declared.isEmpty()) {
            assertThat(codes(licensed(license))).containsExactly("GATE-50 license-invalid");
        }
    }

    @Test
    @DisplayName("GATE-50: a missing licence and an object")
    void field() {
        assertThat(codes(SubjectBuilder.connector().withoutField("license")))
                .containsExactly("GATE-50 license-missing");
        assertThat(codes(SubjectBuilder.connector().field("license", Map.of("type", "MIT"))))
                .containsExactly("GATE-50 license-invalid");
    }

    @Test
    @DisplayName("GATE-51, GATE-52: the scope's entry, else the default, else refused; vendored extensions keep theirs")
    void policy() {
        Map<String, Set<String>> scopes = Map.of("acme", Set.of("Apache-2.0", "MIT OR ISC"));
        Optional<Set<String>> other = Optional.of(Set.of("MIT"));
        assertThat(codes(with(licensed("Apache-2.0"), scopes, other))).isEmpty();
        assertThat(codes(with(licensed("ISC OR MIT"), scopes, other))).isEmpty();
        assertThat(codes(with(licensed("Apache-2.0 OR GPL-3.0-only"), scopes, other)))
                .isEmpty();
        assertThat(codes(with(licensed("Apache-2.0 WITH LLVM-exception"), scopes, other)))
                .isEmpty();
        assertThat(codes(with(licensed("Apache-2.0 AND GPL-3.0-only"), scopes, other)))
                .containsExactly("GATE-51 license-not-allowed");
        assertThat(codes(with(licensed("MIT"), scopes, other))).containsExactly("GATE-51 license-not-allowed");
        assertThat(codes(with(licensed("MIT"), Map.of("other", Set.of("ISC")), other)))
                .isEmpty();
        assertThat(codes(with(licensed("ISC"), Map.of("@acme", Set.of("ISC")), other)))
                .isEmpty();
        assertThat(codes(with(licensed("MIT"), Map.of("other", Set.of("MIT")), Optional.empty())))
                .containsExactly("GATE-51 license-policy-missing");
        SubjectBuilder vendored = licensed("GPL-3.0-only").block("vendoredFrom", "pkg:npm/left-pad@1.3.0");
        assertThat(codes(with(vendored, scopes, other))).isEmpty();
        assertThat(codes(with(vendored.withoutFile("LICENSE"), scopes, other)))
                .containsExactly("GATE-53 license-file-missing");
    }

    @Test
    @DisplayName("GATE-53: one of three files, not blank")
    void file() {
        assertThat(codes(licensed("MIT").withoutFile("LICENSE").file("LICENSE.md", "x")))
                .isEmpty();
        assertThat(codes(licensed("MIT").withoutFile("LICENSE").file("LICENSE.txt", "x")))
                .isEmpty();
        assertThat(codes(licensed("MIT").file("LICENSE", " \n").file("LICENSE.txt", "x")))
                .isEmpty();
        var empty = licensed("MIT").file("LICENSE", " \n").run(new LicenseGate());
        assertThat(empty.codes()).containsExactly("GATE-53 license-file-missing");
        assertThat(empty.problem().summary()).contains("found an empty LICENSE");
        var other = licensed("MIT").withoutFile("LICENSE").file("COPYING", "x").run(new LicenseGate());
        assertThat(other.problem().summary()).contains("found only COPYING");
        assertThat(licensed("MIT")
                        .withoutFile("LICENSE")
                        .phase(Phase.HOST)
                        .run(new LicenseGate())
                        .problem()
                        .severity())
                .isEqualTo(Severity.WARNING);
    }

    @ParameterizedTest
    @DisplayName("GATE-54: a text that is recognised agrees with the field")
    @CsvSource({
        "MIT, MIT, false",
        "Apache-2.0, MIT, true",
        "MIT OR Apache-2.0, MIT, false",
        "GPL-3.0-or-later, GPL-3.0, false",
        "LGPL-3.0-only, GPL-3.0, true",
        "GPL-3.0-only, LGPL-3.0, true",
        "BSD-2-Clause, BSD-3-Clause, true",
        "BSD-3-Clause, BSD-3-Clause, false",
        "BSD-2-Clause, BSD-2-Clause, false",
        "ISC, ISC, false",
        "MPL-2.0, MPL-2.0, false",
        "Unlicense, Apache-2.0, true",
        "MIT, own, false",
    })
    void text(String license, String text, boolean differs) {
        SubjectBuilder subject =
                with(licensed(license), Map.of(), Optional.of(Set.of(license))).file("LICENSE", Texts.of(text));
        assertThat(codes(subject)).isEqualTo(differs ? List.of("GATE-54 license-text-mismatch") : List.of());
    }

    @Test
    @DisplayName("GATE-55: an install goes on, asks, or is refused; a check says nothing of it")
    void consequence() {
        assertThat(codes(licensed("MIT").phase(Phase.HOST))).isEmpty();
        assertThat(codes(licensed("MPL-2.0"))).isEmpty();
        assertThat(codes(licensed("MPL-2.0").phase(Phase.HOST))).containsExactly("GATE-55 license-acknowledge");
        SubjectBuilder unknown = with(licensed("LicenseRef-x"), Map.of(), Optional.of(Set.of("LicenseRef-x")));
        assertThat(codes(unknown)).isEmpty();
        assertThat(codes(unknown.phase(Phase.HOST))).containsExactly("GATE-55 license-rejected");
        assertThat(codes(SubjectBuilder.connector().withoutField("license").phase(Phase.HOST)))
                .as("MAN-35: to hosts a warning")
                .containsExactly("GATE-50 license-missing");
    }

    @Test
    @DisplayName(
            "GATE-56: libraries by Maven's metadata, the bundle plugin's header, or a licence text; the worst class counts")
    void libraries() {
        String pom = "<project><licenses><license><name>%s</name><url>x</url></license></licenses></project>";
        String maven = "META-INF/maven/com.acme/lib/";
        assertThat(codes(licensed("MIT").file(maven + "pom.xml", pom.formatted("The MIT License"))))
                .isEmpty();
        assertThat(codes(licensed("MIT").file(maven + "pom.properties", "version=1")))
                .containsExactly("GATE-56 license-embedded-unknown");
        assertThat(codes(licensed("MIT").file(maven + "pom.xml", pom.formatted("Our own terms"))))
                .containsExactly("GATE-56 license-embedded-unknown");
        assertThat(codes(licensed("MIT")
                        .file(maven + "pom.xml", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><project>&b;")))
                .containsExactly("GATE-56 license-embedded-unknown");
        assertThat(codes(licensed("MIT")
                        .file(maven + "pom.properties", "version=1")
                        .file("META-INF/LICENSE-lib.txt", Texts.of("MIT"))))
                .isEmpty();
        assertThat(codes(licensed("MIT").file("META-INF/maven/com.acme/crm-connector/pom.properties", "version=1")))
                .isEmpty();
        assertThat(codes(licensed("MIT").file("META-INF/LICENSE", "All that is ours.\n")))
                .isEmpty();
        assertThat(codes(licensed("MIT").file("META-INF/LICENSE", "Theirs.\n")))
                .containsExactly("GATE-56 license-embedded-unknown");
        assertThat(codes(licensed("MIT")
                        .file(
                                "META-INF/MANIFEST.MF",
                                "Embedded-Artifacts: lib-1.jar;g=\"com.acme\";a=\"li\r\n b\";v=\"1\"\r\n")))
                .containsExactly("GATE-56 license-embedded-unknown");
        SubjectBuilder gpl = licensed("MIT").file(maven + "pom.xml", pom.formatted("GNU General Public License v3"));
        assertThat(codes(gpl)).isEmpty();
        var host = gpl.phase(Phase.HOST).run(new LicenseGate());
        assertThat(host.codes()).containsExactly("GATE-55 license-acknowledge");
        assertThat(host.problem().summary()).contains("com.acme:lib GPL-3.0-only");
    }

    @ParameterizedTest
    @DisplayName("GATE-56: names that Maven projects give their licences")
    @CsvSource(
            delimiter = '|',
            value = {
                "The Apache Software License, Version 2.0|Apache-2.0",
                "https://www.apache.org/licenses/LICENSE-2.0.txt|Apache-2.0",
                "Apache License, Version 1.1|",
                "MIT|MIT",
                "BSD 3-Clause License|BSD-3-Clause",
                "New BSD License|BSD-3-Clause",
                "Eclipse Public License - v 2.0|EPL-2.0",
                "GNU Lesser General Public License, Version 2.1|LGPL-2.1-only",
                "GPL2 w/ CPE|GPL-2.0-only WITH Classpath-exception-2.0",
                "(MIT OR Apache-2.0)|Apache-2.0 OR MIT",
                "Commercial|",
            })
    void names(String name, String id) {
        assertThat(LicenseNames.find(name).map(Object::toString)).isEqualTo(Optional.ofNullable(id));
    }
}
