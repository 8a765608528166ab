/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance;

import dev.berth.conformance.Neighbours.Neighbour;
import dev.berth.manifest.PackageEntries.Form;
import dev.berth.manifest.Phase;
import dev.berth.manifest.Validation;
import dev.berth.manifest.json.LocatedJson;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.validate.ManifestValidator;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Builds a subject in memory, for unit tests of gates. What is not said is right for every gate: a source folder with manifest,
 * README and licence. Every method changes this builder and returns it.
 *
 * <pre>{@code
 * assertThat(SubjectBuilder.connector().file("README.md", text).run(new ReadmeGate()).codes()).containsExactly("GATE-33 readme-size");
 * }</pre>
 */
public final class SubjectBuilder {
    private final Map<String, JsonValue> root = new LinkedHashMap<>();
    private final Map<String, JsonValue> block = new LinkedHashMap<>();
    private final Map<String, byte[]> files = new TreeMap<>();
    private final List<Neighbour> neighbours = new ArrayList<>();
    private String blockName = "berth";
    private Optional<String> folder;
    private Form form = Form.FOLDER;
    private Phase phase = Phase.CHECK;
    private boolean manifest = true;
    private Policy policy = TestPolicy.DEFAULT;

    private SubjectBuilder(String id, String version, String kind) {
        folder = Optional.of(id.substring(id.indexOf('/') + 1));
        field("name", id).field("version", version).field("description", "Made by a test.");
        field("license", "Apache-2.0");
        block("apiVersion", "berth.dev/v1").block("kind", kind).block("sdkAbiRange", "^2.2");
        block("dependencies", List.of());
        file("LICENSE", "Apache License\nVersion 2.0, January 2004\nhttp://www.apache.org/licenses/\n");
        file("README.md", """
                # CRM

                Reads contacts of the CRM and hands them to agents, so that nobody has to copy addresses by hand. It asks for
                what it needs at the first start and works without further care.

                ## Capabilities

                - Finds contacts by name, mail address or company.
                - Keeps the newest state of each contact.
                """);
    }

    /** Starts {@code @acme/crm-connector 1.4.0}, which has a form and no code. */
    public static SubjectBuilder connector() {
        JsonObject hello = JsonObject.of("name", "hello", "tone", "info", "message", "Hello");
        JsonObject banner = JsonObject.of("kind", "banner", "label", "Welcome", "variants", List.of(hello));
        return of("@acme/crm-connector", "1.4.0", "connector")
                .block("configSchema", JsonObject.of("fields", List.of(banner)));
    }

    /** Starts an extension of any kind; what its kind needs beyond the common fields is not there yet. */
    public static SubjectBuilder of(String id, String version, String kind) {
        return new SubjectBuilder(id, version, kind);
    }

    /** Sets a field beside the block: a value as {@link JsonValue#of(Object)} takes it. */
    public SubjectBuilder field(String name, Object value) {
        root.put(name, JsonValue.of(value));
        return this;
    }

    /** Leaves a field beside the block out. */
    public SubjectBuilder withoutField(String name) {
        root.remove(name);
        return this;
    }

    /** Sets a field of the block: a value as {@link JsonValue#of(Object)} takes it. */
    public SubjectBuilder block(String name, Object value) {
        block.put(name, JsonValue.of(value));
        return this;
    }

    /** Leaves a field of the block out. */
    public SubjectBuilder withoutBlock(String name) {
        block.remove(name);
        return this;
    }

    /** Uses the alias block (MAN-16). */
    public SubjectBuilder alias() {
        blockName = "cinatra";
        return block("apiVersion", "cinatra.ai/v1");
    }

    /** Sets a file; {@code package.json} too, as a text in place of the fields. */
    public SubjectBuilder file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sets a file. */
    public SubjectBuilder file(String path, byte[] content) {
        files.put(path, content.clone());
        return this;
    }

    /** Leaves {@code package.json} out. */
    public SubjectBuilder withoutManifest() {
        manifest = false;
        return this;
    }

    /** Leaves a file out. */
    public SubjectBuilder withoutFile(String path) {
        files.remove(path);
        return this;
    }

    /** Puts it into a folder of this name. */
    public SubjectBuilder folder(String name) {
        folder = Optional.of(name);
        return this;
    }

    /** Makes a packed file of it. */
    public SubjectBuilder packed(Form packed) {
        folder = Optional.empty();
        form = packed;
        return this;
    }

    /** Judges it in another phase than check. */
    public SubjectBuilder phase(Phase other) {
        phase = other;
        return this;
    }

    /** Changes the default policy. */
    public SubjectBuilder policy(UnaryOperator<Policy> change) {
        policy = change.apply(policy);
        return this;
    }

    /** Lets another extension be known. */
    public SubjectBuilder neighbour(Neighbour other) {
        neighbours.add(other);
        return this;
    }

    /** Returns the subject, judged by the real validator. */
    public Subject build() {
        Map<String, byte[]> all = new TreeMap<>(files);
        if (manifest) {
            all.putIfAbsent("package.json", packageJson().getBytes(StandardCharsets.UTF_8));
        }
        MemoryEntries entries = new MemoryEntries(all, form);
        Validation validation = new ManifestValidator().validate(entries, phase, policy.manifest());
        Optional<Node.Obj> json = entries.read("package.json")
                .flatMap(bytes -> LocatedJson.read(new String(bytes, StandardCharsets.UTF_8))
                        .root())
                .filter(Node.Obj.class::isInstance)
                .map(Node.Obj.class::cast);
        return new Subject("", folder, entries, json, phase, validation, policy, new Neighbours(neighbours));
    }

    /** Builds the subject and lets one gate judge it. */
    public GateRun run(Gate gate) {
        return GateRun.of(gate, build());
    }

    private String packageJson() {
        Map<String, JsonValue> members = new LinkedHashMap<>(root);
        members.put(blockName, new JsonObject(block));
        return new JsonObject(members).toString();
    }
}
