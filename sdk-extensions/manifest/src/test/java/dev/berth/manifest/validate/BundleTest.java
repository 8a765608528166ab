/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.manifest.Kind;
import dev.berth.manifest.LiveView;
import dev.berth.manifest.PackageEntries.Form;
import dev.berth.manifest.Phase;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Section 5: serverEntry and bundle headers. */
class BundleTest {
    private static final String HEADERS = """
            Manifest-Version: 1.0
            Bundle-ManifestVersion: 2
            Bundle-SymbolicName: acme.crm-connector;singleton:=true
            Bundle-Version: 1.4.0
            """;
    private static Sample jar;

    @BeforeAll
    static void compile(@TempDir Path folder) {
        String hook = "implements Extension { public void register(ExtensionContext c) {} }";
        Sample sample = Sample.connector().form(Form.JAR);
        for (var file : CompiledClasses.of(
                        folder,
                        Map.of(
                                "Good", "public class Good " + hook,
                                "Hidden", "class Hidden " + hook,
                                "Base", "public abstract class Base " + hook,
                                "Child", "public class Child extends Base {}",
                                "Plain", "public class Plain {}",
                                "Api", "public interface Api extends Extension {}",
                                "ViaApi",
                                        "public class ViaApi implements Api { public void register(ExtensionContext c) {} }",
                                "NoCtor",
                                        "public class NoCtor implements Extension { public NoCtor(int i) {}"
                                                + " public void register(ExtensionContext c) {} }",
                                "Outer",
                                        "public class Outer { public static class In " + hook + " public class Inner "
                                                + hook
                                                + " private static class Secret " + hook
                                                + " Object o() { class Local " + hook + " return new Local(); } }"))
                .entrySet()) {
            sample = sample.file(file.getKey(), file.getValue());
        }
        jar = headers(sample, HEADERS);
    }

    private static Sample headers(Sample sample, String text) {
        return sample.file("META-INF/MANIFEST.MF", text.replace("\n", "\r\n"));
    }

    private static Sample entry(String name) {
        return jar.with("serverEntry", name);
    }

    private static Sample header(String line) {
        return headers(jar, HEADERS + line + "\n");
    }

    @Test
    @DisplayName("MAN-60, MAN-S8, MAN-63, MAN-64: entries that fit, also through classes of the bundle")
    void fits() {
        assertThat(jar.host()).isEmpty();
        for (String name : List.of("com.acme.Good", "com.acme.Child", "com.acme.ViaApi", "com.acme.Outer$In")) {
            assertThat(entry(name).host()).as(name).isEmpty();
            assertThat(entry(name)
                            .validate(Phase.CHECK)
                            .manifest()
                            .orElseThrow()
                            .serverEntry())
                    .contains(name);
        }
    }

    @Test
    @DisplayName("MAN-S6, MAN-61, MAN-62: the form of the name")
    void form() {
        for (String script : List.of("./register", "dist/register.js", "a.b.ts", "x.MJS", "register.tsx")) {
            assertThat(entry(script).problem().text())
                    .contains(
                            "[server-entry-javascript]", "com.acme.mail.MailExtension", "this host runs Java classes");
        }
        for (String bad : List.of(
                "Register",
                "",
                " ",
                "com.acme.",
                "com/acme/Good",
                "com.acme.1x",
                "com.class.X",
                "a." + "x".repeat(255))) {
            assertThat(entry(bad).host()).as(bad).containsExactly("E server-entry-invalid");
        }
    }

    @Test
    @DisplayName("MAN-S7, MAN-63, MAN-64, MAN-66: absent, abstract, without the interface, in a .tgz")
    void refused() {
        assertThat(entry("com.other.Good").problem().text())
                .contains("[server-entry-missing]", "near \"com.acme.Good\"");
        assertThat(entry("com.acme.Base").problem().text())
                .contains("found an abstract class. ", "[server-entry-not-extension]");
        assertThat(entry("com.acme.Plain").problem().text()).contains("found a class that does not implement");
        assertThat(entry("com.acme.Hidden").problem().text()).contains("a class that is not public");
        assertThat(entry("com.acme.Api").problem().text()).contains("found an interface");
        assertThat(entry("com.acme.NoCtor").problem().text())
                .contains("found no public constructor without parameters. ");
        assertThat(entry("com.acme.Outer$Inner").problem().text()).contains("an inner class that is not static");
        assertThat(entry("com.acme.Outer$Secret").problem().text()).contains("a class that is not public");
        assertThat(entry("com.acme.Outer$1Local").problem().text()).contains("a class inside a method");
        assertThat(entry("com.acme.Good")
                        .file("com/acme/Good.class", "x")
                        .problem()
                        .text())
                .contains("bytes that are no class file");
        assertThat(entry("com.acme.Good")
                        .file(
                                "com/acme/Good.class",
                                jar.read("com/acme/Child.class").orElseThrow())
                        .problem()
                        .text())
                .contains("a file with the class \"com.acme.Child\"");
        assertThat(entry("com.acme.Good").form(Form.TGZ).host()).containsExactly("E server-entry-needs-jar");
    }

    @Test
    @DisplayName("MAN-65, MAN-75: class files too new, and classes of the SDK")
    void classFiles() {
        byte[] future = jar.read("com/acme/Good.class").orElseThrow().clone();
        future[7] = (byte) 200;
        assertThat(jar.file("com/acme/New.class", future).host()).containsExactly("E class-version-too-new");
        assertThat(jar.file("com/acme/New.class", future).check()).containsExactly("W class-version-too-new");
        future[7] = 66;
        assertThat(jar.file("com/acme/New.class", future).check()).containsExactly("W class-version-too-new");
        assertThat(jar.file("dev/berth/sdk/Extension.class", "").host()).containsExactly("E sdk-embedded");
        assertThat(jar.file("META-INF/versions/21/dev/berth/sdk/X.class", "").host())
                .containsExactly("E sdk-embedded");
    }

    @Test
    @DisplayName("MAN-70: headers that every JAR has")
    void required() {
        assertThat(headers(jar, "Manifest-Version: 1.0\n").host()).containsExactly("E bundle-headers-missing");
        assertThat(headers(jar, HEADERS.replace("Version: 2", "Version: 1")).host())
                .containsExactly("E bundle-headers-missing");
        assertThat(headers(jar, "x").host()).containsExactly("E bundle-headers-missing");
        assertThat(Sample.connector().form(Form.JAR).host()).containsExactly("E bundle-headers-missing");
        assertThat(Sample.connector().form(Form.FOLDER).host()).isEmpty();
    }

    @Test
    @DisplayName("T17, MAN-S9, MAN-71, TRUST-132, TRUST-133: the bundle's identity is the manifest's")
    void identity() {
        Sample other = headers(jar, HEADERS.replace("acme.crm", "evil.crm").replace("1.4.0", "1.5.0"));
        assertThat(other.host()).containsExactly("E bundle-identity-mismatch", "E bundle-identity-mismatch");
        assertThat(other.validate(Phase.HOST).problems().get(0).text())
                .contains("META-INF/MANIFEST.MF:3 \"Bundle-SymbolicName\"", "to be \"acme.crm-connector\"");
        assertThat(headers(jar.root("version", "1.4.0-rc.1"), HEADERS.replace("1.4.0", "1.4.0.rc_1"))
                        .host())
                .isEmpty();
    }

    @Test
    @DisplayName("MAN-S11, MAN-72: what bundles must do without")
    void refusedHeaders() {
        for (String name : List.of(
                "Bundle-Activator",
                "ExtensionBundle-Activator",
                "Fragment-Host",
                "Require-Bundle",
                "DynamicImport-Package",
                "Bundle-NativeCode",
                "Bundle-UpdateLocation",
                "Service-Component",
                "Bundle-ClassPath",
                "bundle-activator")) {
            assertThat(header(name + ": x").host()).as(name).containsExactly("E bundle-header-refused");
        }
        assertThat(header("Bundle-ClassPath: .").host()).isEmpty();
        assertThat(jar.file("lib/a.JAR", "").host()).containsExactly("E bundle-header-refused");
        assertThat(header("Import-Package: org.osgi.framework;resolution:=optional")
                        .host())
                .containsExactly("E bundle-header-refused");
        assertThat(header("Import-Package: \"open").host()).containsExactly("E bundle-header-refused");
        assertThat(header("Bundle-Version: 9.9.9").host()).containsExactly("E bundle-header-refused");
    }

    private record Host(String scope, Set<String> exports) implements LiveView {
        @Override
        public Collection<Live> extensions() {
            return List.of(
                    new Live(ExtensionId.of("@" + scope + "/mail-connector"), Kind.CONNECTOR, exports, Set.of()));
        }
    }

    @Test
    @DisplayName("T16, MAN-S10, MAN-73, TRUST-135: exports")
    void exports() {
        Sample exporting = header("Export-Package: com.acme.api;version=\"1.0,x\";uses:=\"a,b\",com.acme.spi");
        assertThat(exporting
                        .validate(Phase.HOST)
                        .manifest()
                        .orElseThrow()
                        .details()
                        .exportedPackages())
                .containsExactly("com.acme.api", "com.acme.spi");
        assertThat(exporting.host(new Host("other", Set.of("com.acme.api")))).containsExactly("E export-foreign");
        assertThat(exporting.host(new Host("acme", Set.of("com.acme.api")))).isEmpty();
        assertThat(exporting.host(new Host("other", Set.of("com.acme", "com.acme.apix"))))
                .hasSize(2);
        assertThat(exporting.host(new Host("other", Set.of("com"))))
                .as("nobody holds all of com")
                .isEmpty();
        for (String platform : List.of(
                "java.util", "javax.inject", "jakarta.inject", "org.osgi.x", "org.apache.felix", "dev.berth.sdk")) {
            assertThat(header("Export-Package: " + platform).host())
                    .as(platform)
                    .containsExactly("E export-foreign");
        }
        assertThat(header("Export-Package: javaxy").host()).isEmpty();
    }

    @Test
    @DisplayName("MAN-74: imports")
    void imports() {
        assertThat(header("Import-Package: dev.berth.sdk.port,javax.net.ssl,java.util,org.w3c.dom")
                        .host())
                .isEmpty();
        Sample importing = header("Import-Package: com.mail.api,com.none;resolution:=optional");
        assertThat(importing.host()).containsExactly("E import-undeclared");
        assertThat(importing.check()).containsExactly("W import-undeclared");
        assertThat(importing.host(new Host("acme", Set.of("com.mail.api")))).isEmpty();
        assertThat(importing.host(new Host("other", Set.of("com.mail.api")))).containsExactly("E import-undeclared");
        Sample declared = importing.with(
                "dependencies",
                List.of(JsonObject.of(
                        "packageName",
                        "@other/mail-connector",
                        "edgeType",
                        "runtime",
                        "requirement",
                        "required",
                        "versionConstraint",
                        Map.of("kind", "semver-range", "range", "*"))));
        assertThat(declared.host(new Host("other", Set.of("com.mail.api")))).isEmpty();
        assertThat(declared.check()).isEmpty();
        assertThat(header("Import-Package: sun.misc").host()).containsExactly("E import-undeclared");
    }
}
