/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.server.mcp.ToolMessages;
import dev.berth.host.server.route.ProblemReply;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a host said when a test provoked a problem, a pair of files a code (GATE-172): the text, which {@code berth explain} shows
 * too, and the JSON, which {@code --json}, REST and MCP carry. After a change of words: {@code mvn verify -Dberth.golden=write},
 * and read the difference.
 */
final class Golden {
    private static final Path CHECKOUT = Path.of(System.getProperty("berth.checkout"));
    private static final Path TEXTS =
            CHECKOUT.resolve("host-runtime/cli/src/main/resources/dev/berth/host/cli/problems");
    private static final Path DOCUMENTS =
            CHECKOUT.resolve("conformance-tests/host-suite/src/test/resources/dev/berth/suite/problems");
    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final boolean WRITE = "write".equals(System.getProperty("berth.golden"));

    private Golden() {}

    /** Compares a problem with the files of its code. */
    static void compare(Problem problem, Path home) {
        String name = problem.code().toString();
        compare(TEXTS.resolve(name + ".txt"), normal(problem.text(), home) + "\n");
        compare(DOCUMENTS.resolve(name + ".json"), normal(document(problem), home));
        assertThat(new ProblemReply(List.of(problem)).body().get("problems"))
                .as("REST shows the same (GATE-170)")
                .contains(new JsonArray(List.of(problem.toJson())));
        assertThat(ToolMessages.failure(new ProblemException(problem)))
                .as("MCP shows the same (GATE-170)")
                .satisfies(result -> assertThat(((TextContent) result.content().get(0)).text())
                        .isEqualTo(problem.text()))
                .satisfies(result -> assertThat(PRETTY.writeValueAsString(result.structuredContent()))
                        .isEqualTo(PRETTY.writeValueAsString(
                                PRETTY.readTree(JsonObject.of("problems", List.of(problem.toJson()))
                                        .toString()))));
    }

    /** Finds the one of a code among what was said, judges its words and compares it with the files of the code. */
    static void judge(ProblemCode code, List<Problem> said, Path home) {
        List<Problem> found = said.stream()
                .flatMap(Golden::withCauses)
                .filter(problem -> problem.code() == code)
                .toList();
        assertThat(found).as("%s in %s", code, said).isNotEmpty();
        assertThat(faults(found.get(0))).isEmpty();
        compare(found.get(0), home);
    }

    static Stream<Problem> withCauses(Problem problem) {
        return Stream.concat(Stream.of(problem), problem.causes().stream().flatMap(Golden::withCauses));
    }

    private static void compare(Path file, String content) {
        try {
            if (WRITE) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, content);
            }
            assertThat(file).as("write it with -Dberth.golden=write").exists();
            assertThat(content).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the JSON without what only a developer of this very run can use. */
    private static String document(Problem problem) {
        JsonNode tree = PRETTY.readTree(problem.toJson().toString());
        tree.findParents("stack").forEach(parent -> ((ObjectNode) parent).putArray("stack"));
        return PRETTY.writeValueAsString(tree).replace("\r\n", "\n") + "\n";
    }

    /** Returns the text of a code. */
    static String text(String code) {
        try {
            return Files.readString(TEXTS.resolve(code + ".txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the codes that have a text. */
    static List<String> codes() {
        try (Stream<Path> files = Files.list(TEXTS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".txt"))
                    .map(name -> name.substring(0, name.length() - 4))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the codes that cases are named after. */
    static Set<ProblemCode> codes(Enum<?>[] cases) {
        return Arrays.stream(cases).map(one -> ProblemCode.valueOf(one.name())).collect(Collectors.toUnmodifiableSet());
    }

    /** Takes out what differs from run to run and from machine to machine. */
    static String normal(String text, Path home) {
        return text.replace(home.toString(), "/home/berth/.berth")
                .replaceAll("[0-9a-f]{64}", "0".repeat(8) + "…")
                .replaceAll("\\b[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}\\b", "0198f3c2…")
                .replaceAll("k-[0-9a-f]{16}", "k-00000000…")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:[\\d.]+Z", "2026-06-15T12:00:00Z")
                .replaceAll("\\d+ s apart", "90 s apart")
                .replaceAll("schemas up to \\d+", "schemas up to 2")
                .replaceAll("\"known\" : \"\\d+\"", "\"known\" : \"2\"")
                .replaceAll("process \\d+", "process 4711")
                .replaceAll("needs \\d+ bytes in", "needs 13000 bytes in")
                .replaceAll("\"pid\" : \"\\d+\"", "\"pid\" : \"4711\"")
                .replaceAll("\\b\\d+ KB are free", "0 KB are free")
                .replaceAll("localhost:\\d+/berth_\\d+_\\d+", "db.acme.example:5432/berth")
                .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:8484")
                .replaceAll("Java " + Runtime.version().feature() + "\\b", "Java 21")
                .replaceAll("--port \\d{4,}", "--port 8484");
    }

    /** Says what style.md finds wrong with a text; empty if nothing. */
    static List<String> faults(Problem problem) {
        String text = problem.summary() + " " + problem.fix();
        Stream<String> faults = Stream.of(
                fault(
                        problem.summary()
                                .toLowerCase(Locale.ROOT)
                                .contains(problem.subject().toLowerCase(Locale.ROOT)),
                        "does not name its subject"),
                fault(problem.summary().endsWith("."), "does not end in a full stop"),
                fault(!text.contains("!"), "has an exclamation mark"),
                fault(
                        Stream.of("unable to", "error:", "exception occurred", "(&(", "org.osgi.", "dev.berth.host.")
                                .noneMatch(text.toLowerCase(Locale.ROOT)::contains),
                        "uses words that are not used"),
                fault(!text.contains("\n\tat ") && !text.contains("null"), "shows the inside of the host"),
                fault(saysWhatDidNotHappen(problem), "does not say what did not happen or still runs"),
                fault(hasFix(problem), "has no fix"),
                fault(
                        Stream.of(problem.fix().author(), problem.fix().operator())
                                .flatMap(Optional::stream)
                                .allMatch(fix -> END.matcher(fix).find()),
                        "has a fix that ends neither in a full stop nor in a command"));
        return faults.filter(fault -> !fault.isEmpty())
                .map(fault -> problem.code() + " " + fault + ": " + problem.text())
                .toList();
    }

    /** A sentence, or what to type. */
    private static final Pattern END = Pattern.compile("\\.$|(^|: |, or )(berth|GET) ");

    private static final Pattern NOT = Pattern.compile(
            "\\b(not|nothing|no|refused|was never|quarantined|pending|only|still runs?|all the same)\\b",
            Pattern.CASE_INSENSITIVE);

    private static boolean saysWhatDidNotHappen(Problem problem) {
        return !problem.isError() || NOT.matcher(problem.summary()).find();
    }

    private static boolean hasFix(Problem problem) {
        return problem.fix().author().isPresent()
                || problem.fix().operator().isPresent()
                || problem.causes().stream().anyMatch(Golden::hasFix)
                || problem.severity() != dev.berth.sdk.problem.Severity.ERROR;
    }

    private static String fault(boolean fine, String otherwise) {
        return fine ? "" : otherwise;
    }
}
