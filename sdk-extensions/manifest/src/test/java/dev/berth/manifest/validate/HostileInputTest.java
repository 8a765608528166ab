/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.manifest.PackageEntries.Form;
import dev.berth.manifest.Phase;
import dev.berth.manifest.Validation;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MAN-2: whatever the bytes, the validator answers. Seeded: a failure names the seed that repeats it. */
class HostileInputTest {
    private static final List<Phase> PHASES = List.of(Phase.values());

    /** Something of everything, so that a mutation can reach every rule. */
    private static Sample rich() {
        return Sample.connector()
                .form(Form.JAR)
                .with("serverEntry", "com.acme.Good")
                .with("requestedHostPorts", List.of("settings", "mcp"))
                .with("permissions", List.of("fs:tmp", "net:connect:example.com:443"))
                .with("provides", List.of(JsonObject.of("capability", "email.send", "version", "1.0.0")))
                .with("owns", List.of("email.send", JsonObject.of("capability", "x", "providers", "any")))
                .with(
                        "dependencies",
                        List.of(
                                JsonObject.of(
                                        "packageName",
                                        "@acme/mail-connector",
                                        "edgeType",
                                        "runtime",
                                        "requirement",
                                        "required",
                                        "versionConstraint",
                                        Map.of("kind", "semver-range", "range", "^1")),
                                JsonObject.of("capability", "a.b", "range", "^1", "min", 2)))
                .with("agentDependencies", Map.of("@acme/x-agent", "^1"))
                .with("consumes", List.of(JsonObject.of("primitive", "a", "requirement", "optional")))
                .with("displayName", "CRM")
                .with("vendor", JsonObject.of("key", "a", "name", "A"))
                .with("logo", "logo.svg")
                .with("roles", List.of("crm"))
                .with("vendoredFrom", "https://example.com")
                .with("devFixtures", "dev.json")
                .with("envOverrides", JsonObject.of("BERTH_EXT_ACME_SCRM_HCONNECTOR__X", "settings:x"))
                .with("migrationsDir", "db")
                .with("uiSurface", "schema-config")
                .with("configSchema", JsonObject.of("fields", form()))
                .file("logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0\"/></svg>")
                .file("dev.json", "{}")
                .file("db/0001-a.sql", "")
                .file(
                        ".berth-published.json",
                        "{\"name\": \"@acme/crm-connector\", \"version\": \"1.4.0\", \"payloadDigest\": \"x\"}")
                .file("META-INF/MANIFEST.MF", """
                        Manifest-Version: 1.0
                        Bundle-ManifestVersion: 2
                        Bundle-SymbolicName: acme.crm-connector
                        Bundle-Version: 1.4.0
                        Import-Package: a.b;version="[1,2)",c;resolution:=optional
                        Export-Package: com.acme.api
                        """);
    }

    private static List<JsonObject> form() {
        JsonObject text = JsonObject.of("kind", "text", "label", "T", "key", "t", "required", true);
        return List.of(
                text,
                JsonObject.of("kind", "repeatable-list", "label", "R", "key", "r", "itemFields", List.of(text)),
                JsonObject.of("kind", "named-action", "label", "A", "actionId", "a", "confirm", "Sure?"),
                JsonObject.of(
                        "kind", "number", "label", "N", "key", "n", "min", 1, "max", 3, "step", 1, "defaultValue", 2),
                JsonObject.of(
                        "kind",
                        "banner",
                        "label",
                        "B",
                        "variants",
                        List.of(JsonObject.of("name", "hello", "tone", "info", "message", "Hello"))),
                JsonObject.of(
                        "kind",
                        "select",
                        "label",
                        "S",
                        "key",
                        "s",
                        "defaultValue",
                        "x",
                        "options",
                        List.of(JsonObject.of("value", "x", "label", "X"))));
    }

    @Test
    @DisplayName("MAN-2: mutated files of a package never make the validator throw")
    void mutatedBytes(@TempDir Path folder) {
        Sample sample = rich();
        for (var file : CompiledClasses.of(
                        folder,
                        Map.of(
                                "Good",
                                "public class Good implements Extension { public void register(ExtensionContext c) {} class In {} }"))
                .entrySet()) {
            sample = sample.file(file.getKey(), file.getValue());
        }
        sample = sample.file("package.json", sample.root().toString());
        Sample skill = Sample.of("skill").file("skills/greet/SKILL.md", """
                ---
                name: greet
                description: Says hello.
                metadata:
                  match_when: [{agent_id: a}]
                ---
                """);
        List<String> paths = sample.paths().stream().sorted().toList();
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            String path = paths.get(random.nextInt(paths.size()));
            Sample mutated = sample.file(path, Mutations.bytes(sample.read(path).orElseThrow(), random));
            judge(mutated, seed);
            judge(
                    skill.file(
                            "skills/greet/SKILL.md",
                            Mutations.bytes(skill.read("skills/greet/SKILL.md").orElseThrow(), random)),
                    seed);
        }
    }

    @Test
    @DisplayName("MAN-2: hostile values at any place of a manifest never make the validator throw")
    void mutatedValues() {
        Sample sample = rich();
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            String text = Mutations.json(sample.root(), random).toString();
            judge(sample.file("package.json", text), seed);
        }
    }

    @Test
    @DisplayName("MAN-2: random bytes")
    void randomBytes() {
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            judge(rich().file("package.json", bytes), seed);
        }
    }

    @Test
    @DisplayName("MAN-2: numbers that no memory holds, and the deepest documents")
    void extremes() {
        for (String number :
                List.of("1e2147483647", "1e-2147483647", "-1e2147483646", "9".repeat(1000), "0e2147483647")) {
            String text = rich().root().toString().replace("\"min\":2", "\"min\":" + number);
            judge(rich().file("package.json", text), 0);
            judge(
                    rich().with("configSchema", 1)
                            .file(
                                    "package.json",
                                    rich().root().toString().replace("\"fields\"", "\"x\":" + number + ",\"fields\"")),
                    0);
        }
        judge(rich().file("package.json", "{\"a\":".repeat(40_000)), 0);
        judge(rich().file("package.json", "[".repeat(250_000)), 0);
    }

    static void judge(Sample sample, int seed) {
        Validation validation;
        try {
            validation = sample.validate(PHASES.get(seed % PHASES.size()));
            for (Problem problem : validation.problems()) {
                assertThat(problem.toJson().toString()).contains(problem.code().toString());
            }
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(
                    "seed " + seed + ": "
                            + new String(sample.read("package.json").orElseThrow(), StandardCharsets.UTF_8),
                    e);
        }
        assertThat(validation.manifest().isPresent())
                .as("seed %d", seed)
                .isEqualTo(validation.problems().stream().noneMatch(Problem::isError));
    }
}
