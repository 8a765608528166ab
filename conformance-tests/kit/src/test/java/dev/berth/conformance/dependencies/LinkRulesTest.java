/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.conformance.GateRun;
import dev.berth.conformance.MemoryEntries;
import dev.berth.conformance.Neighbours.Neighbour;
import dev.berth.conformance.SubjectBuilder;
import dev.berth.conformance.bytecode.Compiled;
import dev.berth.manifest.Kind;
import dev.berth.manifest.PackageEntries.Form;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.Severity;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Byte code linked with the classes of declared dependencies (GATE-97, LIFE-82). */
final class LinkRulesTest {
    private static final String MAIL = "@acme/mail-connector";
    private static final String API = """
            package com.mail.api;
            public class Mail extends com.mail.base.Base {
                public static int sent = 0;
                public Mail(String from) { }
                public String send(String to) { return to; }
                public static class Box { }
            }
            """;
    private static final String BASE = "package com.mail.base; public class Base { public void open(int port) { } }";
    private static final String CALLER = """
            package a;
            import com.mail.api.Mail;
            class A {
                int use(Mail.Box box) {
                    Mail mail = new Mail("me");
                    mail.open(25);
                    mail.send("you");
                    return mail.hashCode() + Mail.sent;
                }
            }
            """;
    private static final String HEIR = """
            package a;
            class Heir extends com.mail.api.Mail {
                Heir() { super("me"); }
                String again() { return send("you"); }
            }
            """;

    private static Map<String, byte[]> provider(String api, String base) {
        return Compiled.classes("com.mail.api.Mail", api, "com.mail.base.Base", base);
    }

    private static Neighbour neighbour(Optional<Map<String, byte[]>> classes) {
        return new Neighbour(
                ExtensionId.of(MAIL),
                Kind.CONNECTOR,
                Set.of("com.mail.api"),
                Set.of(),
                List.of(),
                classes.map(files -> new MemoryEntries(files, Form.JAR)));
    }

    private static SubjectBuilder caller(String name, String source) {
        Map<String, byte[]> compiled =
                Compiled.classes("com.mail.api.Mail", API, "com.mail.base.Base", BASE, name, source);
        String path = name.replace('.', '/') + ".class";
        return edge(SubjectBuilder.connector().file(path, compiled.get(path)), "required");
    }

    private static SubjectBuilder edge(SubjectBuilder subject, String requirement) {
        return subject.block(
                "dependencies",
                List.of(JsonObject.of(
                        "packageName",
                        MAIL,
                        "edgeType",
                        "runtime",
                        "versionConstraint",
                        JsonObject.of("kind", "semver-range", "range", "^1"),
                        "requirement",
                        requirement)));
    }

    private static GateRun run(SubjectBuilder subject, Map<String, byte[]> provider) {
        return subject.neighbour(neighbour(Optional.of(provider))).run(new DependenciesGate());
    }

    @Test
    @DisplayName("GATE-97: what links is fine, through superclasses that are not exported and those of the JDK, too")
    void links() {
        assertThat(run(caller("a.A", CALLER), provider(API, BASE)).codes()).isEmpty();
        assertThat(run(caller("a.Heir", HEIR), provider(API, BASE)).codes()).isEmpty();
        String moved = API.replace("public String send(String to) { return to; }", "");
        String up = BASE.replace("{ public", "{ public String send(String to) { return to; } public");
        assertThat(run(caller("a.A", CALLER), provider(moved, up)).codes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "public String send(, public String sendTo(, com.mail.api.Mail.send()",
        "public String send(String to) { return to;, public void send(String to) {, com.mail.api.Mail.send()",
        "public static int sent = 0;, '', com.mail.api.Mail.sent",
        "public static int sent, public static long sent, com.mail.api.Mail.sent",
        "public Mail(String from), public Mail(), new com.mail.api.Mail()",
        "public static class Box { }, '', com.mail.api.Mail$Box",
        "extends com.mail.base.Base, '', com.mail.api.Mail.open()"
    })
    @DisplayName(
            "GATE-97, LIFE-82: a member or class that is gone or has another form is abi-link-broken, with its owner")
    void broken(String was, String is, String missing) {
        Problem problem =
                run(caller("a.A", CALLER), provider(API.replace(was, is), BASE)).problem();
        assertThat(problem.code()).hasToString("abi-link-broken");
        assertThat(problem.severity()).isEqualTo(Severity.ERROR);
        assertThat(problem.summary()).contains("needs " + missing + " of " + MAIL + ", as it was compiled");
        assertThat(problem.location().orElseThrow().path()).isEqualTo("a/A.class");
        assertThat(problem.facts().toString()).contains(missing, MAIL);
        assertThat(problem.fix().author()).isPresent();
        assertThat(problem.fix().operator()).isPresent();
    }

    @Test
    @DisplayName("GATE-97: calls on a class of one's own that extends one of the dependency are followed")
    void inherited() {
        String less = API.replace("public String send(", "public String sendTo(");
        assertThat(run(caller("a.Heir", HEIR), provider(less, BASE)).problem().text())
                .contains("near \"sent\", \"sendTo\"", "[abi-link-broken]");
    }

    @Test
    @DisplayName("GATE-97: code of an optional dependency may look before it calls, so it is warned")
    void optional() {
        String less = API.replace("public String send(", "public String sendTo(");
        SubjectBuilder subject = edge(caller("a.A", CALLER), "optional")
                .packed(Form.JAR)
                .file(
                        "META-INF/MANIFEST.MF",
                        "Manifest-Version: 1.0\nImport-Package: com.mail.api;resolution:=optional\n");
        assertThat(run(subject, provider(less, BASE)).problem().severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    @DisplayName("GATE-97: what cannot be looked at, or is above a class of somebody else, is not judged")
    void unknown() {
        assertThat(caller("a.A", CALLER)
                        .neighbour(neighbour(Optional.empty()))
                        .run(new DependenciesGate())
                        .codes())
                .as("--against tells no classes")
                .isEmpty();
        Map<String, byte[]> unreadable = new HashMap<>(provider(API, BASE));
        unreadable.put("com/mail/api/Mail.class", "no class".getBytes(StandardCharsets.UTF_8));
        assertThat(run(caller("a.A", CALLER), unreadable).codes()).isEmpty();
        Map<String, byte[]> elsewhere =
                new HashMap<>(provider(API.replace("public String send(String to) { return to; }", ""), BASE));
        elsewhere.remove("com/mail/base/Base.class");
        assertThat(run(caller("a.Heir", HEIR), elsewhere).codes()).isEmpty();
    }
}
