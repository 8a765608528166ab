/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What extension authors rely on. */
final class SdkTest {
    private static final String VERSIONING = "org.osgi.annotation.versioning.";

    /** What a host exports; the testkit only shares the name's beginning. */
    private static Stream<JavaClass> api() {
        return Product.in("dev.berth.sdk")
                .filter(Product.isIn("dev.berth.sdk.testkit").negate());
    }

    @Test
    void everyInterfaceSaysWhoImplementsIt() {
        assertThat(api().filter(JavaClass::isInterface)
                        .filter(type ->
                                !type.isAnnotation() && !type.getSimpleName().equals("package-info"))
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC)))
                .isNotEmpty()
                .allSatisfy(type -> assertThat(type.isAnnotatedWith(VERSIONING + "ProviderType")
                                ^ type.isAnnotatedWith(VERSIONING + "ConsumerType"))
                        .as(type.getName())
                        .isTrue());
    }

    @Test
    void everyPackageHasAVersion() {
        assertThat(api().map(JavaClass::getPackage).distinct())
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found.isAnnotatedWith(VERSIONING + "Version"))
                        .as(found.getName())
                        .isTrue());
    }

    @Test
    void theApiUsesNothingButJava() {
        assertThat(
                        Product.uses(
                                api(),
                                type -> !type.isPrimitive()
                                        && !type.getPackageName()
                                                .matches(
                                                        "(java|dev\\.berth\\.sdk|org\\.jspecify|org\\.osgi\\.annotation)(\\..*)?")))
                .isEmpty();
    }

    @Test
    void theApiNeedsNothingAtRunTime() {
        String pom = Sources.text(Sources.CHECKOUT.resolve("sdk-extensions/api/pom.xml"));
        String dependencies = pom.substring(pom.indexOf("<dependencies>"), pom.indexOf("</dependencies>"));
        Set<String> scopes = Pattern.compile("(?s)<dependency>(.*?)</dependency>")
                .matcher(dependencies)
                .results()
                .map(SdkTest::scope)
                .collect(Collectors.toSet());
        assertThat(scopes).isSubsetOf("provided", "test");
    }

    private static String scope(MatchResult dependency) {
        return dependency.group(1).replaceAll("(?s).*<scope>(.*?)</scope>.*", "$1");
    }
}
