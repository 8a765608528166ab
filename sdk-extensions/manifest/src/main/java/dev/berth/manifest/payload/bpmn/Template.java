/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload.bpmn;

import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.json.Utf8Text;
import dev.berth.manifest.payload.PayloadFile;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The process of a workflow, for whoever instantiates it or shows it; {@link BpmnPayload} judges it.
 *
 * @param content tasks, flows and the placeholders that an instance fills in
 */
public record Template(JsonObject content) {
    private static final List<String> TASKS = List.of("serviceTask", "userTask");

    /** Reads the process of a package; empty if its file cannot be read. */
    public static Optional<Template> find(PackageEntries entries) {
        return PayloadFile.BLOCKS.stream()
                .flatMap(block -> entries.read(block + "/" + BpmnFile.NAME).stream())
                .flatMap(bytes -> read(bytes).stream())
                .findFirst();
    }

    private static Optional<Template> read(byte[] bytes) {
        return bytes.length < PayloadFile.SIZE_LIMIT
                        && Utf8Text.of(bytes) instanceof Utf8Text.Decoded decoded
                        && LocatedXml.read(decoded.text()) instanceof LocatedXml.Result.Read read
                ? read.root().bpmn("process").findFirst().map(Template::of)
                : Optional.empty();
    }

    private static Template of(Element process) {
        return new Template(JsonObject.of(
                "id", process.get("id"),
                "name", process.get("name"),
                "tasks",
                        TASKS.stream()
                                .flatMap(process::bpmn)
                                .map(Template::task)
                                .toList(),
                "flows", process.bpmn("sequenceFlow").map(Template::flow).toList(),
                "placeholders",
                        placeholders(process).map(row -> row.get("name")).toList()));
    }

    private static Stream<Element> placeholders(Element process) {
        return process.extension("placeholders").stream().flatMap(holder -> holder.children().stream());
    }

    private static JsonObject task(Element task) {
        JsonObject json = JsonObject.of("id", task.get("id"), "name", task.get("name"), "type", task.name());
        return task.extension("agentRef")
                .map(agent -> json.with("agent", agent.get("package")))
                .orElse(json);
    }

    private static JsonObject flow(Element flow) {
        return JsonObject.of("from", flow.get("sourceRef"), "to", flow.get("targetRef"));
    }
}
