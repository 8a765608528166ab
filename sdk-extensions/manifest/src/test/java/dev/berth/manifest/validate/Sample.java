/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.validate;

import dev.berth.manifest.LiveView;
import dev.berth.manifest.ManifestPolicy;
import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.Phase;
import dev.berth.manifest.Validation;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A package without a fault, which tests change in one place each. Immutable. */
record Sample(JsonObject root, String block, Form form, Map<String, byte[]> files) implements PackageEntries {
    static final ManifestPolicy POLICY = ManifestPolicy.of("2.2.0");

    static Sample connector() {
        return of("connector")
                .with(
                        "configSchema",
                        JsonObject.of(
                                "fields",
                                List.of(JsonObject.of(
                                        "kind",
                                        "banner",
                                        "label",
                                        "Welcome",
                                        "variants",
                                        List.of(JsonObject.of("name", "hello", "tone", "info", "message", "Hello"))))));
    }

    static Sample of(String kind) {
        JsonObject root = JsonObject.of(
                "name", "@acme/crm-" + kind,
                "version", "1.4.0",
                "license", "Apache-2.0",
                "description", "Reads the CRM.",
                "berth", JsonObject.of("apiVersion", "berth.dev/v1", "kind", kind, "sdkAbiRange", "^2.2"));
        return new Sample(root, "berth", Form.TGZ, Map.of()).payload(kind);
    }

    /** Adds what the kind must have; a skill package stays without skills, which its tests write. */
    private Sample payload(String kind) {
        return switch (kind) {
            case "agent" -> file("berth/oas.json", Payloads.oas()).file("skills/greet/SKILL.md", Payloads.SKILL);
            case "artifact" -> with("artifact", Payloads.artifact());
            case "workflow" -> with("workflowVersion", 1).file("berth/workflow.bpmn", Payloads.bpmn());
            default -> this;
        };
    }

    /** Sets a field of the block. */
    Sample with(String field, Object value) {
        JsonObject changed = ((JsonObject) root.get(block).orElseThrow()).with(field, value);
        return root(block, changed);
    }

    /** Sets a field beside the block. */
    Sample root(String field, Object value) {
        return new Sample(root.with(field, value), block, form, files);
    }

    Sample without(String field) {
        Map<String, JsonValue> members =
                new LinkedHashMap<>(((JsonObject) root.get(block).orElseThrow()).members());
        members.remove(field);
        return root(block, new JsonObject(members));
    }

    Sample withoutRoot(String field) {
        Map<String, JsonValue> members = new LinkedHashMap<>(root.members());
        members.remove(field);
        return new Sample(new JsonObject(members), block, form, files);
    }

    /** The same package with the alias block. */
    Sample alias() {
        JsonObject declared = (JsonObject) root.get(block).orElseThrow();
        Map<String, byte[]> moved = new LinkedHashMap<>();
        files.forEach((path, content) -> moved.put(path.replaceFirst("^berth/", "cinatra/"), content));
        return new Sample(withoutRoot(block).root(), "cinatra", form, moved)
                .root("cinatra", declared.with("apiVersion", "cinatra.ai/v1"));
    }

    Sample file(String path, byte[] content) {
        Map<String, byte[]> changed = new LinkedHashMap<>(files);
        changed.put(path, content);
        return new Sample(root, block, form, changed);
    }

    Sample file(String path, String content) {
        return file(path, content.getBytes(StandardCharsets.UTF_8));
    }

    Sample form(Form other) {
        return new Sample(root, block, other, files);
    }

    @Override
    public Set<String> paths() {
        Map<String, byte[]> all = new LinkedHashMap<>(files);
        all.putIfAbsent("package.json", new byte[0]);
        return all.keySet();
    }

    @Override
    public Optional<byte[]> read(String path) {
        return path.equals("package.json") && !files.containsKey(path)
                ? Optional.of(root.toString().getBytes(StandardCharsets.UTF_8))
                : Optional.ofNullable(files.get(path));
    }

    Validation validate(Phase phase) {
        return new ManifestValidator().validate(this, phase, POLICY);
    }

    Validation validate(LiveView live) {
        return new ManifestValidator().validate(this, Phase.HOST, POLICY, live);
    }

    /** Returns the problems of the host's phase as {@code E code} lines. */
    List<String> host() {
        return codes(validate(Phase.HOST));
    }

    List<String> host(LiveView live) {
        return codes(validate(live));
    }

    List<String> check() {
        return codes(validate(Phase.CHECK));
    }

    List<String> publish() {
        return codes(validate(Phase.PUBLISH));
    }

    Problem problem() {
        List<Problem> problems = validate(Phase.HOST).problems();
        if (problems.size() != 1) {
            throw new AssertionError("one problem expected, found " + problems);
        }
        return problems.get(0);
    }

    private static List<String> codes(Validation validation) {
        return validation.problems().stream()
                .map(problem -> problem.severity().name().charAt(0) + " " + problem.code())
                .toList();
    }
}
