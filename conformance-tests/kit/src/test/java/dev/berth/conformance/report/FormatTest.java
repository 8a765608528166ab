/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.berth.conformance.Gate;
import dev.berth.conformance.GateId;
import dev.berth.conformance.engine.FakeGate;
import dev.berth.conformance.engine.Report;
import dev.berth.conformance.run.CheckRequest;
import dev.berth.conformance.run.Conformance;
import dev.berth.conformance.run.Folder;
import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.Severity;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** GATE-13 to GATE-19, GATE-S4, GATE-S5: one report in four formats. */
final class FormatTest {
    private static final Format.Context QUIET = new Format.Context("1.2.3", Optional.empty());
    private static final String EVIL = "]]> & <b> \u0000\u001b[31m \u202e\ufffe \ud83d\ude00 \"quoted\"\r\n";

    @TempDir
    Path root;

    private Report report;

    @BeforeEach
    void check() {
        Folder folder = new Folder(root);
        folder.extension("crm-connector");
        folder.extension("b c#%/x-connector", "@acme/x-connector");
        Gate readme = FakeGate.of(GateId.README, findings -> {
            findings.add(
                    FakeGate.RULE,
                    Fault.of(
                                    ProblemCode.README_SIZE,
                                    Location.of("README.md", 1, 1).field("size"))
                            .says("needs a README of 250 to 2500 bytes")
                            .found("249")
                            .author("lengthen it " + EVIL));
            findings.add(
                    FakeGate.RULE,
                    Fault.of(ProblemCode.README_H1, Location.of("README.md", 2, 1))
                            .found(EVIL));
            findings.add(
                    FakeGate.RULE,
                    Fault.of(ProblemCode.README_HTML, Location.of("README.md"))
                            .severity(Severity.INFO)
                            .says("has HTML"));
        });
        Gate license = FakeGate.of(
                GateId.LICENSE,
                findings -> findings.add(
                        FakeGate.RULE,
                        Problem.of(ProblemCode.LICENSE_TEXT_MISMATCH, "@acme/crm-connector 1.4.0", "Differs.")
                                .at(Location.of("LICENSE"))
                                .causes(List.of(Problem.of(ProblemCode.LICENSE_INVALID, "x", "Because.")
                                        .at(Location.of("package.json", 3, 4))))));
        Gate broken = FakeGate.of(GateId.MANIFEST, findings -> {
            throw new IllegalStateException();
        });
        Path baseline = folder.write("baseline.json", """
                {"findings": [{"code": "readme-h1", "subject": "@acme/x-connector", "location": "README.md",
                  "reason": "agreed", "until": "2999-01-01"}]}
                """);
        Conformance conformance = new Conformance(
                List.of(readme, license, broken, FakeGate.skipped(GateId.REVIEW, "is for agents")), Clock.systemUTC());
        report = conformance.run(CheckRequest.of(root, root.resolve("nowhere")).withBaseline(baseline));
    }

    private static JsonObject json(String text) {
        return (JsonObject) StrictJson.parse(text);
    }

    private static List<JsonObject> objects(JsonObject object, String name) {
        return ((JsonArray) object.get(name).orElseThrow())
                .items().stream().map(JsonObject.class::cast).toList();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(FormatTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> violations(String schema, SpecificationVersion version, String document)
            throws IOException {
        Schema compiled = SchemaRegistry.withDefaultDialect(version).getSchema(resource(schema));
        return compiled.validate(document, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    @Test
    @DisplayName("GATE-16, GATE-19: JSON is valid by the schema that ships")
    void jsonIsValid() throws IOException {
        assertThat(violations(
                        "berth-check-1.schema.json",
                        SpecificationVersion.DRAFT_2020_12,
                        Format.JSON.write(report, QUIET)))
                .isEmpty();
        assertThat(violations("berth-check-1.schema.json", SpecificationVersion.DRAFT_2020_12, "{\"format\": \"x\"}"))
                .as("the schema refuses")
                .isNotEmpty();
    }

    @Test
    @DisplayName("GATE-18, GATE-19: SARIF is valid by the schema of SARIF 2.1.0")
    void sarifIsValid() throws IOException {
        assertThat(violations("sarif-2.1.0.json", SpecificationVersion.DRAFT_4, Format.SARIF.write(report, QUIET)))
                .isEmpty();
        assertThat(violations(
                        "sarif-2.1.0.json", SpecificationVersion.DRAFT_4, "{\"version\": \"2.1.0\", \"runs\": [{}]}"))
                .as("the schema refuses")
                .isNotEmpty();
    }

    private Element junit() throws Exception {
        String text = Format.JUNIT.write(report, new Format.Context("1", Optional.of(Duration.ofMillis(1500))));
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(FormatTest.class.getResource("junit.xsd"))
                .newValidator()
                .validate(new StreamSource(new StringReader(text)));
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(text)))
                .getDocumentElement();
    }

    private static List<Element> elements(Element root, String name) {
        NodeList list = root.getElementsByTagName(name);
        List<Element> all = new ArrayList<>();
        for (int i = 0; i < list.getLength(); i++) {
            all.add((Element) list.item(i));
        }
        return all;
    }

    @Test
    @DisplayName("GATE-17, GATE-19: JUnit XML is valid; a suite a gate and subject, a case a rule")
    void junitIsValid() throws Exception {
        Element root = junit();
        assertThat(elements(root, "testsuite"))
                .extracting(suite -> suite.getAttribute("name"))
                .contains("berth readme @acme/crm-connector 1.4.0 (" + folderName() + "crm-connector)");
        assertThat(elements(root, "failure"))
                .extracting(failure -> failure.getAttribute("type"))
                .containsExactlyInAnyOrder("readme-size", "readme-h1", "readme-size");
        assertThat(elements(root, "skipped")).hasSize(2);
        assertThat(elements(root, "error")).hasSize(3);
        assertThat(elements(root, "testcase"))
                .extracting(one -> one.getAttribute("classname") + " " + one.getAttribute("name"))
                .contains("berth.gate.readme GATE-33 readme-size");
        for (Element suite : elements(root, "testsuite")) {
            assertThat(elements(suite, "testcase")).hasSize(Integer.parseInt(suite.getAttribute("tests")));
            assertThat(elements(suite, "failure")).hasSize(Integer.parseInt(suite.getAttribute("failures")));
            assertThat(elements(suite, "error")).hasSize(Integer.parseInt(suite.getAttribute("errors")));
        }
    }

    private String folderName() {
        return root.getFileName() + "/";
    }

    @Test
    @DisplayName("GATE-S4: the four formats have the same codes, counts and places")
    void formatsAgree() throws Exception {
        JsonObject json = json(Format.JSON.write(report, QUIET));
        List<String> ofJson = objects(json, "findings").stream()
                .map(finding -> finding.string("code").orElseThrow() + " " + place(finding))
                .toList();
        JsonObject run =
                objects(json(Format.SARIF.write(report, QUIET)), "runs").get(0);
        List<String> ofSarif = objects(run, "results").stream()
                .map(result -> result.string("ruleId").orElseThrow() + " " + sarifPlace(result))
                .toList();
        List<String> ofText = Format.TEXT
                .write(report, QUIET)
                .lines()
                .filter(line -> line.matches(".* (known )?(error|warning|info) .*") && !line.contains("errors,"))
                .map(line -> line.replaceAll(" (known )?(error|warning|info) .*", ""))
                .toList();
        assertThat(ofJson).hasSize(8).isEqualTo(ofSarif);
        assertThat(ofText)
                .isEqualTo(ofJson.stream()
                        .map(line -> line.replaceAll("^\\S+ ", ""))
                        .toList());
        JsonObject summary = (JsonObject) json.get("summary").orElseThrow();
        assertThat(summary).hasToString("{\"errors\":3,\"warnings\":2,\"infos\":2,\"baselined\":1,\"exitCode\":2}");
        assertThat(Format.TEXT.write(report, QUIET))
                .endsWith("3 errors, 2 warnings, 2 infos, 1 accepted by the baseline."
                        + " Failed gates: readme. Broken gates: manifest.\n");
        String suppressed = objects(run, "results").stream()
                .filter(result -> result.get("suppressions").isPresent())
                .map(result -> result.string("ruleId").orElseThrow())
                .toList()
                .toString();
        assertThat(suppressed).isEqualTo("[readme-h1]");
        assertThat(elements(junit(), "failure")).hasSize(3);
    }

    private static String place(JsonObject finding) {
        JsonObject place = (JsonObject) finding.get("location").orElseThrow();
        String line = number(place, "line");
        return place.string("path").orElseThrow() + (line.isEmpty() ? "" : ":" + line + ":" + number(place, "column"));
    }

    private static String number(JsonObject object, String name) {
        return object.get(name)
                .map(JsonValue::toString)
                .filter(text -> !text.equals("null"))
                .orElse("");
    }

    private static String sarifPlace(JsonObject result) {
        JsonObject physical = (JsonObject)
                objects(result, "locations").get(0).get("physicalLocation").orElseThrow();
        String uri = ((JsonObject) physical.get("artifactLocation").orElseThrow())
                .string("uri")
                .orElseThrow();
        Optional<JsonObject> region = physical.get("region").map(JsonObject.class::cast);
        return URI.create(uri).getPath()
                + region.map(one -> ":" + number(one, "startLine") + ":" + number(one, "startColumn"))
                        .orElse("");
    }

    @Test
    @DisplayName("GATE-S5: two runs are byte-equal; only a time makes a difference")
    void runsAreByteEqual() {
        Report first = report;
        check();
        for (Format format : Format.values()) {
            assertThat(format.write(report, QUIET)).isEqualTo(format.write(first, QUIET));
            assertThat(format.write(report, QUIET)).endsWith("\n").doesNotContain("\r");
        }
        Format.Context timed = new Format.Context("1.2.3", Optional.of(Duration.ofSeconds(7)));
        assertThat(Format.JSON.write(report, timed)).contains("\"tookMillis\":7000");
        assertThat(Format.TEXT.write(report, timed)).contains("2 packages in 7.0 s.");
        assertThat(Format.JUNIT.write(report, timed)).contains("time=\"7.000\"");
    }

    @Test
    @DisplayName("GATE-14: no format has an absolute path, whatever was asked for")
    void noAbsolutePaths() {
        for (Format format : Format.values()) {
            assertThat(format.write(report, QUIET)).doesNotContain(root.toString());
        }
    }

    @Test
    @DisplayName("GATE-15: a block a finding, as the page shows it")
    void textIsAsShown() {
        assertThat(Format.TEXT.write(report, QUIET))
                .contains(folderName()
                        + "crm-connector/README.md:1:1 error @acme/crm-connector 1.4.0 needs a README of 250 to 2500 bytes;"
                        + " found 249. The package was not written.\n    Author: lengthen it ")
                .contains("[readme-size] GATE-33\n")
                .contains("Accepted by the baseline: agreed, until 2999-01-01.")
                .contains("The gate manifest could not judge @acme/crm-connector 1.4.0")
                .doesNotContain("\u001b", "\u202e", "\u0000");
    }

    @Test
    @DisplayName("GATE-18: a fingerprint does not depend on line or version")
    void fingerprintsAreStable() {
        JsonObject run =
                objects(json(Format.SARIF.write(report, QUIET)), "runs").get(0);
        List<String> prints = objects(run, "results").stream()
                .map(result -> ((JsonObject) result.get("partialFingerprints").orElseThrow())
                        .string("berth/v1")
                        .orElseThrow())
                .toList();
        assertThat(prints).doesNotHaveDuplicates().allMatch(print -> print.matches("[0-9a-f]{64}"));
        // printf 'readme-size\n@acme/crm-connector\nsize' | sha256sum
        assertThat(prints).contains("d59e31b9ef6b3b5796000c6b5acbb92b70168bb7cb825acec78477534e6700e8");
    }
}
