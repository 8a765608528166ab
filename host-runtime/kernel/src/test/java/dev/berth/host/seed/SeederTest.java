/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.HostStatus.Phase;
import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.Manifests;
import dev.berth.host.port.config.ExtensionConfig;
import dev.berth.host.port.config.Writer;
import dev.berth.host.port.objects.TypeId;
import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.port.ObjectType;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.RuntimePort.RuntimeMode;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonNumber;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** LIFE-61: the boot phase dev-fixtures, with a real kernel around it. */
final class SeederTest {
    private static final ExtensionId ID = ExtensionId.of("@acme/crm-connector");
    private static final Writer ADA = new Writer(FakeHost.ADA, true);
    private static final String FILE = "fixtures.json";

    private static String file(int version, int value) {
        return "{\"version\":" + version
                + ",\"fixtures\":[{\"id\":\"a\",\"surface\":\"setting\",\"key\":\"n\",\"value\":" + value
                + "},{\"id\":\"b\",\"surface\":\"setting\",\"key\":\"m\",\"value\":{\"x\":[1]}}]}";
    }

    private static FakeHost host(String content) {
        FakeHost host = new FakeHost();
        host.verifier.content(FILE, content);
        return host;
    }

    private static void install(FakeHost host, PortName... ports) {
        host.run(host.install(
                Manifests.of(ID.value(), "1.0.0").payloadOnly().ports(ports).fixtures(FILE)));
    }

    private static Phase phase(FakeHost host) {
        return host.runtime().status().boot().stream()
                .filter(phase -> phase.name().equals("dev-fixtures"))
                .findFirst()
                .orElseThrow();
    }

    private static ExtensionConfig config(FakeHost host) {
        return host.runtime().configuration().of(ID, "default");
    }

    private static String settings(FakeHost host) {
        return config(host).settings().toString();
    }

    @Test
    @DisplayName(
            "GATE-67 to GATE-72, GATE-74: seeded at a boot, once; replaced by a higher version while nobody touched it")
    void table() {
        try (FakeHost host = host(file(1, 1))) {
            install(host, PortName.SETTINGS);
            assertThat(settings(host)).isEqualTo("{}");
            host.restart();
            assertThat(phase(host).outcome()).isEqualTo("done");
            assertThat(settings(host)).isEqualTo("{m={\"x\":[1]}, n=1}");
            String before = host.store.snapshot();
            host.restart();
            assertThat(host.store.snapshot()).as("a second run writes nothing").isEqualTo(before);
            host.verifier.content(FILE, file(1, 2));
            assertThat(settings(host.restart())).as("the same version").contains("n=1");
            host.verifier.content(FILE, file(2, 2));
            assertThat(settings(host.restart())).as("a higher one").contains("n=2");
            config(host).setSetting("n", JsonNumber.of(7), ADA);
            host.verifier.content(FILE, file(3, 3));
            assertThat(settings(host.restart()))
                    .as("GATE-68, PORT-67: the user's now")
                    .contains("n=7");
            config(host).deleteSetting("n", ADA);
            assertThat(settings(host.restart()))
                    .as("GATE-67, PORT-67: no row, no mark")
                    .contains("n=3");
        }
    }

    @Test
    @DisplayName(
            "GATE-67 to GATE-72, GATE-74, PORT-90: an object is seeded once, replaced while nobody wrote it, and fits its type")
    void objects() {
        String object = "{\"version\":%d,\"fixtures\":[{\"id\":\"ada\",\"surface\":\"object\",\"typeId\":\"" + ID
                + ":contact\",\"data\":{\"name\":%s}}]}";
        try (FakeHost host = host(object.formatted(1, "\"Ada\""))) {
            host.engine.script(ID + " 1.0.0").onRegister(ctx -> {
                ctx.objects()
                        .registerType(new ObjectType(
                                ID + ":contact",
                                Optional.of(JsonObject.of(
                                        "type",
                                        "object",
                                        "properties",
                                        JsonObject.of("name", JsonObject.of("type", "string")))),
                                JsonObject.of()));
                ctx.mcp()
                        .registerTool(McpTool.of(
                                "rename",
                                "d",
                                JsonObject.of("type", "object"),
                                input -> ctx.objects()
                                        .write(ID + ":contact", JsonObject.of("id", "ada", "name", "Eve"))
                                        .id()));
            });
            host.run(host.install(Manifests.of(ID.value(), "1.0.0")
                    .ports(PortName.OBJECTS, PortName.MCP)
                    .fixtures(FILE)));
            host.restart();
            assertThat(phase(host).problems()).isEmpty();
            assertThat(contacts(host)).containsExactly("ada 1 {\"name\":\"Ada\"}");
            String before = host.store.snapshot();
            host.restart();
            assertThat(host.store.snapshot()).as("a second run writes nothing").isEqualTo(before);
            host.verifier.content(FILE, object.formatted(2, "7"));
            assertThat(phase(host.restart()).problems())
                    .as("data that do not fit")
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.FIXTURE_NOT_SEEDED);
            assertThat(contacts(host)).containsExactly("ada 1 {\"name\":\"Ada\"}");
            host.verifier.content(FILE, object.formatted(2, "\"Grace\""));
            assertThat(contacts(host.restart())).containsExactly("ada 2 {\"name\":\"Grace\"}");
            host.call("rename");
            host.verifier.content(FILE, object.formatted(3, "\"Alan\""));
            assertThat(contacts(host.restart()))
                    .as("GATE-70: somebody wrote it")
                    .containsExactly("ada 3 {\"id\":\"ada\",\"name\":\"Eve\"}");
        }
    }

    private static List<String> contacts(FakeHost host) {
        return host.runtime().objects().list(TypeId.parse(ID + ":contact").orElseThrow(), "default", "", 9).stream()
                .map(one -> one.id() + " " + one.version() + " " + one.value())
                .toList();
    }

    @Test
    @DisplayName("GATE-73: without a grant nothing is seeded, which is recorded, and the boot goes on")
    void ungranted() {
        try (FakeHost host = host(file(1, 1))) {
            install(host, PortName.SETTINGS);
            host.run(new dev.berth.host.lifecycle.Command.Revoke(ID, FakeHost.ports()));
            host.restart();
            assertThat(phase(host).problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.FIXTURE_NOT_SEEDED, ProblemCode.FIXTURE_NOT_SEEDED);
            assertThat(settings(host)).isEqualTo("{}");
            assertThat(host.runtime().readiness().ready()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"fixtures\":[]}",
                "{\"fixtures\":[{\"id\":\"a\",\"surface\":\"secret\",\"key\":\"n\",\"value\":1}]}",
                "{\"fixtures\":[{\"id\":\"a\",\"surface\":\"setting\",\"key\":\"n\",\"value\":{\"SQL\":1}}]}",
                "{\"fixtures\":[{\"id\":\"a\",\"surface\":\"object\",\"typeId\":\"@other/x-connector:t\",\"data\":{}}]}",
            })
    @DisplayName("GATE-60 to GATE-66: a file with a fault is judged as in a check, and seeds nothing")
    void faulty(String content) {
        try (FakeHost host = host(content)) {
            install(host, PortName.SETTINGS, PortName.OBJECTS);
            host.restart();
            assertThat(phase(host).problems())
                    .isNotEmpty()
                    .allSatisfy(problem -> assertThat(problem.code().toString()).startsWith("fixture-"));
            assertThat(settings(host)).isEqualTo("{}");
        }
    }

    @Test
    @DisplayName("LIFE-61, LIFE-64: in production, or switched off, the phase is skipped")
    void switchedOff() {
        for (FakeHost host : List.of(
                new FakeHost(builder -> builder.mode(RuntimeMode.PRODUCTION)),
                new FakeHost(builder -> builder.fixtures(false)))) {
            try (host) {
                host.verifier.content(FILE, file(1, 1));
                install(host, PortName.SETTINGS);
                host.restart();
                assertThat(phase(host).outcome()).isEqualTo("skipped");
                assertThat(settings(host)).isEqualTo("{}");
            }
        }
    }

    @Test
    @DisplayName("GATE-67: a mark is kept as text, and what is none marks nothing")
    void marks() {
        Mark mark = new Mark(ID, "a", 2, "c");
        assertThat(Mark.read(mark.text())).contains(mark);
        assertThat(List.of("", "{}", "7", "{\"extension\":\"x\",\"fixture\":\"a\",\"version\":1,\"checksum\":\"c\"}"))
                .allSatisfy(text -> assertThat(Mark.read(text)).isEmpty());
    }
}
