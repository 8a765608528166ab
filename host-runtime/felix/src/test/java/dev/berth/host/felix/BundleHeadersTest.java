/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.berth.host.activation.BundleEngine.Bundle;
import dev.berth.host.activation.BundleEngine.Request;
import dev.berth.host.permission.Authority;
import dev.berth.sdk.problem.ProblemCode;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundleHeadersTest extends EngineFixture {
    /** ENG-14. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "a;version=\"1.0\";uses:=\"b,c\"|a;version=\"1.0\"",
                "a;uses:=\"b,c\";version=\"1.0\",d|a;version=\"1.0\",d",
                "a; uses := b ;version=1,c;uses:=d|a;version=1,c",
                "a;x=\";uses:=y\";version=1|a;x=\";uses:=y\";version=1",
                "a;x=\"\\\";uses:=\\\"y\"|a;x=\"\\\";uses:=\\\"y\"",
                "a;abuses:=\"b\"|a;abuses:=\"b\"",
                "a|a"
            })
    void usesDirectivesAreDropped(String given, String expected) {
        assertThat(BundleHeaders.withoutUses(given)).isEqualTo(expected);
    }

    /** ENG-11: were such a header to pass admission, Felix would not see it. */
    @Test
    void headersThatRunOrPullInCodeHaveNoEffect() throws Exception {
        ExtensionJar jar = jar(ExtensionJar.of("@acme/bad-connector", "1.0.0")
                .source(
                        "com.acme.Bad",
                        "public class Bad { public static String run() throws Exception { return Class.forName(\"javax.crypto.Cipher\").getName(); } }")
                .header("Bundle-SymbolicName", "someone.else;singleton:=true")
                .header("Bundle-Activator", "com.acme.Bad")
                .header("Bundle-ActivationPolicy", "lazy")
                .header("Fragment-Host", "system.bundle;extension:=framework")
                .header("Require-Bundle", "nowhere")
                .header("Bundle-NativeCode", "x.so;osname=none")
                .header("DynamicImport-Package", "*"));

        Bundle first = loaded(jar);
        Bundle second = loaded(jar);

        assertThat(first.classLoader()).isNotSameAs(second.classLoader());
        assertThat(first.loadClass("com.acme.Bad").getClassLoader()).isSameAs(first.classLoader());
        assertThat(catchThrowable(() -> run(first, "com.acme.Bad")))
                .hasRootCauseInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void aJarThatIsNoBundleIsRefused() {
        ExtensionJar jar = jar(ExtensionJar.of("@acme/plain-connector", "1.0.0").without("Bundle-SymbolicName"));

        assertThat(refused(load(List.of(), jar).getFirst()).code()).isEqualTo(ProblemCode.BUNDLE_HEADERS_MISSING);
    }

    @Test
    void headersThatOsgiCannotReadAreRefused() {
        ExtensionJar jar = jar(ExtensionJar.of("@acme/odd-connector", "1.0.0").imports("a;version=\"[1,\""));

        assertThat(refused(load(List.of(), jar).getFirst()).code()).isEqualTo(ProblemCode.BUNDLE_HEADER_REFUSED);
    }

    @Test
    void aFileThatIsNoJarIsRefused() throws IOException {
        Request good = jar(ExtensionJar.of("@acme/good-connector", "1.0.0")).request();
        Request bad = new Request(good.revision(), ExtensionJar.notAJar(folder), Authority.NONE, Set.of());

        assertThat(refused(engine.load(List.of(bad, good), List.of()).getFirst())
                        .code())
                .isEqualTo(ProblemCode.ARCHIVE_UNREADABLE);
        loaded(engine.load(List.of(good), List.of()).getFirst());
    }
}
