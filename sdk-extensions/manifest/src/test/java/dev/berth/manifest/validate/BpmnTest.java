/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.manifest.payload.bpmn.BpmnFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 9, kind workflow. */
class BpmnTest {
    private static final Sample GOOD = Sample.of("workflow");
    private static final String FILE = "berth/workflow.bpmn";

    private static Sample bpmn(String text) {
        return GOOD.file(FILE, text);
    }

    /** Changes the good graph in one place. */
    private static Sample changed(String from, String to) {
        String text = Payloads.bpmn();
        assertThat(text).contains(from);
        return bpmn(text.replace(from, to));
    }

    private static Sample added(String toProcess) {
        return changed("</bpmn:process>", toProcess + "</bpmn:process>");
    }

    @Test
    @DisplayName("MAN-186: exactly one workflow.bpmn, in the folder of the block")
    void sidecar() {
        assertThat(GOOD.host()).isEmpty();
        assertThat(GOOD.alias().host()).isEmpty();
        Sample without = Sample.of("artifact")
                .with("kind", "workflow")
                .root("name", "@acme/crm-workflow")
                .without("artifact")
                .with("workflowVersion", 1);
        assertThat(without.host()).containsExactly("E bpmn-sidecar-missing");
        assertThat(without.file("flows/workflow.bpmn", Payloads.bpmn())
                        .problem()
                        .text())
                .contains("found \"flows/workflow.bpmn\"", "move it to berth/workflow.bpmn", "[bpmn-sidecar-missing]");
        assertThat(GOOD.file("berth/old/workflow.bpmn", "").host()).containsExactly("E bpmn-sidecar-duplicate");
        assertThat(GOOD.file("workflow.bpmn", "").host()).containsExactly("E bpmn-sidecar-duplicate");
    }

    @Test
    @DisplayName("MAN-186: the block has no definition of its own")
    void inline() {
        assertThat(GOOD.with("workflow", List.of()).host()).containsExactly("E bpmn-inline-definition");
        assertThat(Sample.of("agent").with("workflow", List.of()).host()).containsExactly("W field-unknown");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "<a>",
                "<a></b>",
                "<a/><b/>",
                "<a b='1' b='2'/>",
                "<!DOCTYPE a><a/>",
                "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/a.dtd\"><a/>",
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
                "<!DOCTYPE a [<!ENTITY x \"xxxxxxxx\"><!ENTITY y \"&x;&x;&x;\">]><a>&y;</a>",
                "<a>&undeclared;</a>",
                "<a:b/>",
                "\uFEFF<a/>"
            })
    @DisplayName("MAN-187: well-formed XML without DOCTYPE and entities")
    void parse(String text) {
        assertThat(bpmn(text).host()).containsExactly("E bpmn-parse");
    }

    @Test
    @DisplayName("MAN-187: smaller than 1 MB, nested at most 32 deep, UTF-8")
    void limits() {
        String padded =
                Payloads.bpmn() + " ".repeat(1024 * 1024 - Payloads.bpmn().length() - 1);
        assertThat(bpmn(padded).host()).isEmpty();
        assertThat(bpmn(padded + " ").host()).containsExactly("E bpmn-parse");
        assertThat(bpmn("<a>".repeat(33) + "</a>".repeat(33)).problem().text())
                .contains("nesting of at most 32 levels", "berth/workflow.bpmn:1:97");
        assertThat(GOOD.file(FILE, Payloads.bpmn().getBytes(StandardCharsets.UTF_16))
                        .host())
                .containsExactly("E bpmn-parse");
    }

    @Test
    @DisplayName("MAN-187: extensions of another profile, or of none")
    void profile() {
        String foreign = "<x:y xmlns:x=\"https://example.com/x\" />";
        assertThat(changed("<berth:workflowMeta name=\"Release\" />", foreign)
                        .problem()
                        .text())
                .contains("https://berth.dev/schema/bpmn/profile-1.0", "<y>", "\"https://example.com/x\"");
        assertThat(changed("https://berth.dev/schema/bpmn/profile-1.0", "http://cinatra.ai/schema/bpmn/profile-1.0")
                        .host())
                .isEmpty();
        assertThat(changed("<berth:workflowMeta name=\"Release\" />", "<berth:workflowMta />")
                        .problem()
                        .text())
                .contains("near \"workflowMeta\"", "[bpmn-unsupported-construct]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <bpmn:process id="release" | <bpmn:process id="other"/><bpmn:process id="release" | 3
            <bpmn:process id="release" | <bpmn:collaboration/><bpmn:process id="release" | 1
            <bpmn:startEvent id="start" /> | <bpmn:startEvent id="start" /><bpmn:startEvent id="two" /> | 1
            <bpmn:endEvent id="end" /> | <bpmn:manualTask id="end" name="End" /> | 1
            <bpmn:startEvent id="start" /> | <bpmn:startEvent id="start"><bpmn:timerEventDefinition/></bpmn:startEvent> | 1
            <bpmn:endEvent id="end" /> | <bpmn:endEvent id="end"><bpmn:errorEventDefinition/></bpmn:endEvent> | 1
            """)
    @DisplayName("MAN-188: one process and nothing else; one start, an end, no event definitions")
    void process(String from, String to, int problems) {
        assertThat(changed(from, to).host()).hasSize(problems).containsOnly("E bpmn-structure");
    }

    @Test
    @DisplayName("MAN-188: the root is that of BPMN")
    void root() {
        assertThat(bpmn("<definitions/>").host()).containsExactly("E bpmn-structure");
        assertThat(bpmn("<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"/>")
                        .host())
                .containsExactly("E bpmn-structure");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<bpmn:exclusiveGateway id=\"x\" />",
                "<bpmn:scriptTask id=\"x\" name=\"x\" />",
                "<bpmn:subProcess id=\"x\" name=\"x\" />",
                "<bpmn:intermediateCatchEvent id=\"x\" />",
                "<bpmn:boundaryEvent id=\"x\" attachedToRef=\"write\" />",
                "<bpmn:laneSet />",
                "<userTask id=\"x\" name=\"x\" />",
                "<bpmn:manualTask id=\"x\" name=\"x\"><bpmn:standardLoopCharacteristics /></bpmn:manualTask>",
                "<bpmn:manualTask id=\"x\" name=\"x\"><bpmn:multiInstanceLoopCharacteristics /></bpmn:manualTask>",
                "<bpmn:sequenceFlow id=\"x\" sourceRef=\"tell\" targetRef=\"end\"><bpmn:conditionExpression>a</bpmn:conditionExpression></bpmn:sequenceFlow>",
                "<bpmn:sequenceFlow id=\"x\" sourceRef=\"fork\" targetRef=\"end\"><bpmn:extensionElements><berth:transitionOutcome outcome=\"a\"/></bpmn:extensionElements></bpmn:sequenceFlow>"
            })
    @DisplayName("MAN-189: what the profile does not have")
    void unsupported(String element) {
        assertThat(added(element).host()).containsExactly("E bpmn-unsupported-construct");
    }

    @Test
    @DisplayName("MAN-189: a loop names its source and its variable; the source may also stand at the task")
    void loops() {
        String source = "<berth:foreachSource source=\"sign.items\" as=\"item\" />";
        assertThat(changed(source, "<berth:foreachSource source=\"sign.items\" />")
                        .host())
                .containsExactly("E bpmn-unsupported-construct");
        assertThat(bpmn(Payloads.bpmn().replace(source, "").replace("<berth:taskInput>", source + "<berth:taskInput>"))
                        .host())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <bpmn:manualTask id="print" name="Print" /> | <bpmn:manualTask id="print" name=" " />
            <bpmn:manualTask id="print" name="Print" /> | <bpmn:manualTask id="print" />
            <bpmn:endEvent id="end" /> | <bpmn:endEvent id="end" /><bpmn:manualTask name="x" />
            <bpmn:endEvent id="end" /> | <bpmn:endEvent id="end" /><bpmn:manualTask id="tell" name="x" />
            <berth:agentRef package="@acme/writer-agent" /> | <berth:agentRef name="writer" />
            <berth:agentRef package="@acme/writer-agent" /> | ``
            <berth:taskKind value="approval" /> | ``
            <berth:taskKind value="approval" /> | <berth:taskKind value="aproval" />
            <berth:approvalConfig level="organization" /> | ``
            <berth:approvalConfig level="organization" /> | <berth:approvalConfig level="" />
            mode="absolute" at="2026-12-01T09:00:00Z" | mode="absolute"
            mode="absolute" at="2026-12-01T09:00:00Z" | mode="daily"
            anchor="target" | ``
            offsetIso8601="P3D" | ``
            direction="before" | ``
            sourceRef="start" | sourceRef="strat"
            targetRef="end" | ``
            sourceRef="tell" targetRef="end" | sourceRef="tell" targetRef="f1"
            """)
    @DisplayName("MAN-190: what tasks and flows need")
    void tasks(String from, String to) {
        assertThat(changed(from, to).host()).containsExactly("E bpmn-structure");
    }

    @Test
    @DisplayName("MAN-190: a checkpoint needs no approval; a flow that leads nowhere has near misses")
    void words() {
        assertThat(changed("<berth:taskKind value=\"approval\" />", "<berth:taskKind value=\"checkpoint\" />")
                        .host())
                .isEmpty();
        assertThat(changed("sourceRef=\"start\"", "sourceRef=\"strat\"")
                        .problem()
                        .text())
                .contains("near \"start\"", "berth/workflow.bpmn:38:5", "\"f1\"");
    }

    @Test
    @DisplayName("MAN-190: flows between the same two tasks have the same outcome")
    void outcomes() {
        String again = "<bpmn:sequenceFlow id=\"f8\" sourceRef=\"write\" targetRef=\"tell\">%s</bpmn:sequenceFlow>";
        assertThat(added(String.format(again, "")).host()).isEmpty();
        String failure =
                "<bpmn:extensionElements><berth:transitionOutcome outcome=\"failure\" /></bpmn:extensionElements>";
        assertThat(added(String.format(again, failure)).host()).containsExactly("E bpmn-structure");
    }

    @Test
    @DisplayName("MAN-190: tasks do not wait for themselves, also through a gateway")
    void cycles() {
        assertThat(added("<bpmn:sequenceFlow id=\"f8\" sourceRef=\"tell\" targetRef=\"fork\" />")
                        .problem()
                        .text())
                .contains("\"fork\" -> \"write\" -> \"tell\" -> \"fork\"", "[bpmn-structure]");
        assertThat(added("<bpmn:sequenceFlow id=\"f8\" sourceRef=\"tell\" targetRef=\"tell\" />")
                        .host())
                .containsExactly("E bpmn-structure");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"brief": "{{product}}"} | {{product}} | bpmn-task-input
            {"brief": "{{product}}"} | `` | bpmn-task-input
            {"brief": "{{product}}"} | {"a": 1, "a": 2} | bpmn-task-input
            {"brief": "{{product}}"} | {}<x/> | bpmn-task-input
            default="2026-11-21" | default="tomorrow" | bpmn-task-input
            default="3" | default="three" | bpmn-task-input
            default="false" | default="no" | bpmn-task-input
            name="copies" | name="day" | bpmn-placeholder-duplicate
            name="copies" | name="" | bpmn-structure
            type="number" | type="float" | bpmn-structure
            """)
    @DisplayName("MAN-191: inputs are JSON, placeholders have names of their own and defaults that fit")
    void inputs(String from, String to, String code) {
        assertThat(changed(from, to).host()).containsExactly("E " + code);
    }

    @Test
    @DisplayName("MAN-191: defaults with a time, and of placeholders that name no type")
    void defaults() {
        assertThat(changed("default=\"2026-11-21\"", "default=\"2026-11-21T10:00:00Z\"")
                        .host())
                .isEmpty();
        assertThat(changed("type=\"number\" default=\"3\"", "default=\"three\"").host())
                .isEmpty();
        assertThat(changed("default=\"3\"", "default=\"-1.5e3\"").host()).isEmpty();
        assertThat(changed("default=\"3\"", "default=\"" + "9".repeat(101) + "\"")
                        .host())
                .containsExactly("E bpmn-task-input");
    }

    @Test
    @DisplayName(
            "MAN-193: the place of an element is where it starts, after comments and CDATA that look like elements")
    void places() {
        String text = Payloads.bpmn()
                .replace("<bpmn:startEvent", "<!-- <a> -->\r\n<?b <c> ?><bpmn:scriptTask id=\"x\"/><bpmn:startEvent")
                .replace("<b>release</b>", "<![CDATA[<release>]]>");
        assertThat(bpmn(text).problem().text()).contains("berth/workflow.bpmn:17:11 \"x\"");
    }

    @Test
    @DisplayName("GATE-100: the agents that a graph names can be read by others")
    void agents() {
        assertThat(BpmnFile.agents(GOOD))
                .extracting(BpmnFile.AgentUse::packageName)
                .containsExactly("@acme/writer-agent");
        assertThat(BpmnFile.agents(bpmn("<a>"))).isEmpty();
    }

    @Test
    @DisplayName("MAN-S35, MAN-193: a gateway, two starts, a copy and bad input in one pass; a declared entity ends it")
    void scenario() {
        String text = Payloads.bpmn()
                .replace("parallelGateway", "exclusiveGateway")
                .replace(
                        "<bpmn:startEvent id=\"start\" />",
                        "<bpmn:startEvent id=\"start\" /><bpmn:startEvent id=\"b\" />")
                .replace("{\"brief\": \"{{product}}\"}", "{brief}");
        Sample sample = bpmn(text).file("x/workflow.bpmn", "");
        assertThat(sample.host())
                .containsExactlyInAnyOrder(
                        "E bpmn-unsupported-construct",
                        "E bpmn-structure",
                        "E bpmn-task-input",
                        "E bpmn-sidecar-duplicate");
        assertThat(bpmn("<!DOCTYPE a [<!ENTITY b \"c\">]>" + Payloads.bpmn().substring(39))
                        .host())
                .containsExactly("E bpmn-parse");
    }
}
