/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.run;

import static dev.berth.fixtures.ManifestText.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.conformance.Findings;
import dev.berth.conformance.Gate;
import dev.berth.conformance.GateId;
import dev.berth.conformance.Rule;
import dev.berth.conformance.Subject;
import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.host.marketplace.pack.Opened;
import dev.berth.host.marketplace.pack.PackageReader;
import dev.berth.manifest.Kind;
import dev.berth.manifest.LiveView;
import dev.berth.manifest.ManifestPolicy;
import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.Phase;
import dev.berth.manifest.Validation;
import dev.berth.manifest.validate.ManifestValidator;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.SdkAbi;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InstallGatesTest {
    private static final String ENTRY = "acme.crm.Entry";
    private static final LiveView NOTHING = List::of;
    private static final LiveView.Live MAIL =
            new LiveView.Live(ExtensionId.of("@acme/mail-connector"), Kind.CONNECTOR, Set.of("acme.mail"), Set.of());

    @TempDir
    private Path temp;

    private final List<String> read = new ArrayList<>();

    @Test
    @DisplayName(
            "GATE-8: what code uses and the manifest does not ask for is an error; matters of authors are not judged")
    void judgesCode() {
        ExtensionPackage crm =
                crm(EntrySource.of(ENTRY).register("ctx.secrets().get(\"a\"); System.setProperty(\"a\", \"b\");"));
        assertThat(errors(crm, NOTHING))
                .containsExactlyInAnyOrder(ProblemCode.PORT_USE_UNDECLARED, ProblemCode.API_FORBIDDEN);
        assertThat(codes(crm, NOTHING)).contains(ProblemCode.PORT_USE_UNUSED, ProblemCode.LICENSE_FILE_MISSING);
    }

    @Test
    @DisplayName("GATE-8: what has no fault has no error")
    void passes() {
        assertThat(errors(crm(EntrySource.of(ENTRY).tool("crm_find", "1")), NOTHING))
                .isEmpty();
    }

    @Test
    @DisplayName("GATE-8, GATE-100: what is live beside it owns its Java packages")
    void judgesBesideWhatIsLive() {
        ExtensionPackage mail = ExtensionPackage.connector("@acme/mail-connector", "1.0.0")
                .source("acme.mail.Mail", "package acme.mail; public interface Mail {}");
        ExtensionPackage crm = crm(EntrySource.of(ENTRY).members("private acme.mail.Mail mail;"))
                .against(mail)
                .imports("acme.mail;resolution:=optional");
        assertThat(errors(crm, () -> List.of(MAIL))).containsExactly(ProblemCode.DEPENDENCY_UNDECLARED);
        assertThat(errors(crm, NOTHING)).isEmpty();
    }

    @Test
    @DisplayName("GATE-8, GATE-109: who owns a tool is known when it runs, so neither the row nor an edge is doubted")
    void doesNotGuessOwners() {
        ExtensionPackage crm = crm(EntrySource.of(ENTRY).tool("crm_find", "1"))
                .wants("@acme/mail-connector", "^1.0")
                .requires("@acme/post-connector", "^1.0")
                .block("consumes", "[{\"primitive\": \"mail_send\", \"requirement\": \"required\"}]");
        assertThat(codes(crm, NOTHING))
                .doesNotContain(ProblemCode.CONSUME_OWNER_UNKNOWN, ProblemCode.DEPENDENCY_UNUSED);
    }

    @Test
    @DisplayName("GATE-8, GATE-97, LIFE-82: byte code that names what no SDK has is refused before a line of it runs")
    void linksWithTheSdk() {
        assertThat(errors(
                        crm(EntrySource.of(ENTRY).register("ctx.nango().oauthCallbackUrl();"))
                                .ports("mcp", "settings", "nango")
                                .block("sdkAbiRange", quoted("^2.1")),
                        NOTHING))
                .containsExactly(ProblemCode.ABI_FLOOR_TOO_LOW);
    }

    @Test
    @DisplayName(
            "GATE-8: plan and apply ask about the same bytes, which are read once; beside something else they are judged anew")
    void readsTheSameBytesOnce() {
        InstallGates gates = new InstallGates();
        ExtensionPackage crm = crm(EntrySource.of(ENTRY).tool("crm_find", "1"));
        List<Problem> planned = judge(gates, crm, NOTHING);
        assertThat(judge(gates, crm, NOTHING)).isEqualTo(planned);
        assertThat(read).containsOnlyOnce("acme/crm/Entry.class");
        judge(gates, crm, () -> List.of(MAIL));
        assertThat(read).filteredOn("acme/crm/Entry.class"::equals).hasSize(2);
        judge(gates, crm(EntrySource.of(ENTRY).tool("crm_seek", "1")), NOTHING);
        assertThat(read).filteredOn("acme/crm/Entry.class"::equals).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "Apache-2.0, ''",
        "MIT OR GPL-3.0-only, ''",
        "GPL-3.0-only, LICENSE_ACKNOWLEDGE",
        "MIT AND GPL-3.0-only, LICENSE_ACKNOWLEDGE",
        "BUSL-1.1, LICENSE_REJECTED",
        "UNLICENSED, LICENSE_REJECTED",
        "none, ''"
    })
    @DisplayName("GATE-55: permissive goes on, copyleft waits for consent, what is declared and unknown is refused")
    void classesLicenses(String license, String expected) {
        ExtensionPackage crm = crm(EntrySource.of(ENTRY)).field("license", quoted(license));
        List<ProblemCode> codes = codes(license.equals("none") ? crm.withoutField("license") : crm, NOTHING);
        codes.retainAll(Set.of(ProblemCode.LICENSE_ACKNOWLEDGE, ProblemCode.LICENSE_REJECTED));
        assertThat(codes)
                .containsExactlyElementsOf(expected.isEmpty() ? List.of() : List.of(ProblemCode.valueOf(expected)));
    }

    @Test
    @DisplayName("GATE-55, GATE-56: without a licence of its own, what is inside still counts")
    void classesWhatIsInside() {
        ExtensionPackage crm = crm(EntrySource.of(ENTRY))
                .withoutField("license")
                .file(
                        "META-INF/maven/org.acme/gnu/pom.xml",
                        "<project><licenses><license><name>GPL-3.0-only</name></license></licenses></project>");
        assertThat(errors(crm, NOTHING)).containsExactly(ProblemCode.LICENSE_ACKNOWLEDGE);
    }

    @Test
    @DisplayName("MAN-35: what the manifest rules said is not said again")
    void saysNothingTwice() {
        ExtensionPackage crm = crm(EntrySource.of(ENTRY)).withoutField("license");
        assertThat(codes(crm, NOTHING)).doesNotContain(ProblemCode.LICENSE_MISSING);
    }

    @Test
    @DisplayName("GATE-8: each class file is read once")
    void readsOnce() {
        codes(crm(EntrySource.of(ENTRY).tool("crm_find", "1")), NOTHING);
        assertThat(read).contains("acme/crm/Entry.class").doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("GATE-6: a gate that breaks refuses the package, for then nothing is proven")
    void refusesWhenAGateBreaks() {
        Gate broken = new Gate() {
            @Override
            public GateId id() {
                return GateId.PORTS;
            }

            @Override
            public List<Rule> rules() {
                return List.of();
            }

            @Override
            public void judge(Subject subject, Findings findings) {
                throw new IllegalStateException("out of wits");
            }
        };
        assertThat(judge(new InstallGates(List.of(broken), Optional.empty()), crm(EntrySource.of(ENTRY)), NOTHING))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ProblemCode.INTERNAL_ERROR);
                    assertThat(problem.isError()).isTrue();
                    assertThat(problem.summary()).contains("ports", "IllegalStateException", "It was not installed");
                });
    }

    private static ExtensionPackage crm(EntrySource code) {
        return ExtensionPackage.connector("@acme/crm-connector", "1.4.0")
                .ports("mcp", "settings")
                .entry(ENTRY, code.text());
    }

    private List<ProblemCode> errors(ExtensionPackage extension, LiveView live) {
        return judge(new InstallGates(), extension, live).stream()
                .filter(Problem::isError)
                .map(Problem::code)
                .toList();
    }

    private List<ProblemCode> codes(ExtensionPackage extension, LiveView live) {
        return new ArrayList<>(judge(new InstallGates(), extension, live).stream()
                .map(Problem::code)
                .toList());
    }

    private List<Problem> judge(InstallGates gates, ExtensionPackage extension, LiveView live) {
        Opened opened = new PackageReader().open(extension.writeTo(temp), extension.fileName());
        PackageEntries entries = ((Opened.Sound) opened).contents();
        Validation validation =
                new ManifestValidator().validate(entries, Phase.HOST, ManifestPolicy.of(SdkAbi.VERSION), live);
        assertThat(validation.manifest()).as("%s", validation.problems()).isPresent();
        return gates.judge(digest(extension), new Counted(entries, read), validation, live);
    }

    private static String digest(ExtensionPackage extension) {
        return Integer.toHexString(Arrays.hashCode(extension.bytes()));
    }

    /** Notes which class files are read. */
    private record Counted(PackageEntries files, List<String> read) implements PackageEntries {
        @Override
        public Set<String> paths() {
            return files.paths();
        }

        @Override
        public Optional<byte[]> read(String path) {
            if (path.endsWith(".class")) {
                read.add(path);
            }
            return files.read(path);
        }

        @Override
        public Form form() {
            return files.form();
        }
    }
}
