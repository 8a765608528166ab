/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.cli.client.Json;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CLI-4: a change is planned, shown, agreed to and applied. */
class ChangeTest {
    private static final String DIGEST = "0123456789abcdef".repeat(4);
    private static final String PLAN = """
            {"operation":"archive","subject":"@a1/b 1.0.0","effects":["@a1/b stops.","Its data stays."],"touches":["@a1/c: needs it"],
             "facts":{},"warnings":[],"digest":"%s"}""".formatted(DIGEST);

    @TempDir
    Path home;

    private FakeHost host;

    @BeforeEach
    void start() throws IOException {
        host = new FakeHost()
                .announce(home)
                .on("POST /api/plans", PLAN)
                .on("POST /api/operations", report("stopped", "[]"));
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private static String report(String outcome, String problems) {
        return """
                {"plan":{},"changed":true,"summary":"Done as planned.","generation":5,
                 "outcomes":[{"id":"@a1/b","version":"1.0.0","outcome":"%s","problems":%s}]}""".formatted(outcome, problems);
    }

    private Run.Result berth(String... arguments) {
        return new Run(home).berth(arguments);
    }

    @Test
    void withoutATerminalAndWithoutConsentNothingIsDone() {
        Run.Result result = berth("archive", "@a1/b");
        assertThat(result.code()).isEqualTo(6);
        assertThat(result.out()).contains("Plan: archive @a1/b 1.0.0", "  - Its data stays.", "@a1/c: needs it");
        assertThat(result.err())
                .contains("no terminal", "--yes", "--digest", DIGEST.substring(0, 20), "[consent-required]");
        assertThat(host.requests("POST /api/operations")).isEmpty();

        JsonObject problem = Json.objects(berth("archive", "@a1/b", "--json").json(), "problems")
                .get(0);
        assertThat(problem.toString()).contains("consent-required", DIGEST, "Its data stays.");
    }

    @Test
    void yesAppliesThePlanThatWasMade() {
        Run.Result result = berth("archive", "@a1/b", "--yes");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("Done as planned.", "@a1/b 1.0.0: stopped");
        assertThat(host.bodies("POST /api/plans"))
                .containsExactly(JsonObject.of("operation", "archive", "extension", "@a1/b"));
        assertThat(host.bodies("POST /api/operations"))
                .containsExactly(JsonObject.of("operation", "archive", "extension", "@a1/b", "digest", DIGEST));
        assertThat(berth("archive", "@a1/b", "--yes", "--quiet").out()).isEmpty();
        assertThat(berth("archive", "@a1/b", "--yes", "--json").json().string("summary"))
                .hasValue("Done as planned.");
    }

    @Test
    void aRowOfAnOrganisationIsNamed() {
        assertThat(berth("archive", "@a1/b", "--organization", "acme", "--yes").code())
                .isZero();
        assertThat(host.bodies("POST /api/plans").get(0).string("organization")).hasValue("acme");
        assertThat(host.bodies("POST /api/operations").get(0).string("organization"))
                .hasValue("acme");
    }

    @Test
    void aDigestNeedsNoPlan() {
        assertThat(berth("archive", "@a1/b", "--digest", DIGEST).code()).isZero();
        assertThat(host.requests("POST /api/plans")).isEmpty();
        assertThat(host.bodies("POST /api/operations").get(0).string("digest")).hasValue(DIGEST);
    }

    @Test
    void aStalePlanIsAConflict() {
        host.on(
                "POST /api/operations",
                request -> FakeHost.Answer.problem(
                        409, Problem.of(ProblemCode.PLAN_STALE, "@a1/b", "The plan is another one now.")));
        assertThat(berth("archive", "@a1/b", "--digest", DIGEST).code()).isEqualTo(6);
    }

    @Test
    void onATerminalOnlyAYesDoesIt() {
        Run.Result yes = new Run(home).onTerminal("y\n").berth("archive", "@a1/b");
        assertThat(yes.code()).isZero();
        assertThat(yes.out()).contains("Its data stays.", "Do this? [y/N]", "Done as planned.");
        for (String answer : List.of("n\n", "\n", "", "yess\n")) {
            Run.Result no = new Run(home).onTerminal(answer).berth("archive", "@a1/b");
            assertThat(no.code()).isEqualTo(6);
            assertThat(no.err().replaceAll("\\s+", " ")).contains("Nothing was changed");
        }
        assertThat(host.requests("POST /api/operations")).hasSize(1);
    }

    @Test
    void theQuestionStaysOutOfTheDocument() {
        Run.Result result = new Run(home).onTerminal("y\n").berth("archive", "@a1/b", "--json");
        assertThat(result.json().string("summary")).hasValue("Done as planned.");
        assertThat(result.err()).contains("Do this?");
    }

    @Test
    void aPlanChangesNothing() {
        Run.Result result = berth("plan", "archive", "@a1/b");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("Digest: " + DIGEST, "Nothing was changed");
        assertThat(berth("plan", "archive", "@a1/b", "--json").json().string("digest"))
                .hasValue(DIGEST);
        assertThat(berth("plan", "archive", "@a1/b", "--yes").code()).isZero();
        assertThat(host.requests("POST /api/operations")).isEmpty();
    }

    @Test
    void aPackageIsSentOnceAndNamed() throws IOException {
        Path file = Files.writeString(home.resolve("my ext.jar"), "bytes");
        host.on("POST /api/packages", "{\"upload\":\"u1\",\"sha256\":\"00\",\"size\":5}");
        assertThat(berth("install", file.toString(), "--grant", "jobs,mcp", "--accept-unsigned", "--yes")
                        .code())
                .isZero();
        assertThat(host.requests("POST /api/packages")).singleElement().satisfies(sent -> {
            assertThat(sent.line()).endsWith("?name=my+ext.jar");
            assertThat(sent.body()).isEqualTo("bytes");
        });
        JsonObject expected = JsonObject.of(
                "operation",
                "install",
                "acceptUnsigned",
                true,
                "acceptLicense",
                false,
                "grant",
                List.of("jobs", "mcp"),
                "upload",
                "u1");
        assertThat(host.bodies("POST /api/plans")).containsExactly(expected);
        assertThat(host.bodies("POST /api/operations")).containsExactly(expected.with("digest", DIGEST));
        assertThat(berth("update", file.toString(), "--grant=all", "--yes").code())
                .isZero();
        assertThat(host.bodies("POST /api/plans").get(1).string("grant")).hasValue("all");
    }

    /** LIFE-83, LIFE-91: files are wanted, what lies in folders beside them may come along; folders alone are wanted whole. */
    @Test
    void severalFilesAndFoldersAreOneInstall() throws IOException {
        Path folder = Files.createDirectories(home.resolve("lib"));
        Path one = Files.writeString(home.resolve("one.jar"), "1");
        Files.writeString(folder.resolve("two.tgz"), "2");
        Files.writeString(folder.resolve("README.md"), "no package");
        host.on("POST /api/packages", "{\"upload\":\"u1\",\"sha256\":\"00\",\"size\":1}");
        assertThat(berth("install", one.toString(), folder.toString(), "--yes").code())
                .isZero();
        assertThat(host.requests("POST /api/packages")).hasSize(2);
        JsonObject request = host.bodies("POST /api/plans").get(0);
        assertThat(Json.texts(request, "uploads")).hasSize(1);
        assertThat(Json.texts(request, "candidates")).hasSize(1);
        Files.writeString(folder.resolve("three.jar"), "3");
        assertThat(berth("install", folder.toString(), "--yes").code()).isZero();
        assertThat(Json.texts(host.bodies("POST /api/plans").get(1), "uploads")).hasSize(2);
        Run.Result two =
                berth("update", one.toString(), folder.resolve("two.tgz").toString());
        assertThat(two.code()).isEqualTo(3);
        assertThat(two.err()).contains("one package at a time is updated");
    }

    @Test
    void aFileThatIsNotThereIsFoundBeforeTheHostIsAsked() {
        Run.Result result = berth("install", home.resolve("nope.jar").toString());
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("nothing is there", "[file-not-found]");
        assertThat(berth("install", home.toString()).err()).contains("that is a folder");
        assertThat(host.requests()).isEmpty();
    }

    @Test
    void anInstallThatDoesNotStartFailsByItsFamily() throws IOException {
        Path file = Files.writeString(home.resolve("x.jar"), "bytes");
        String problem = Problem.of(ProblemCode.REQUIREMENT_UNMET, "@a1/b", "@a1/b needs @a1/z.")
                .toJson()
                .toString();
        host.on("POST /api/packages", "{\"upload\":\"u1\",\"sha256\":\"00\",\"size\":5}")
                .on("POST /api/operations", report("failed", "[" + problem + "]"));
        Run.Result result = berth("install", file.toString(), "--yes");
        assertThat(result.code()).isEqualTo(5);
        assertThat(result.out()).contains("installed, not active");
        assertThat(result.err()).contains("@a1/b needs @a1/z.", "[requirement-unmet]");
        JsonObject json = berth("install", file.toString(), "--yes", "--json").json();
        assertThat(json.members()).containsKeys("plan", "outcomes", "problems");
        assertThat(berth("install", file.toString(), "--yes", "--quiet").err()).contains("[requirement-unmet]");
    }

    @Test
    void anInstallThatIsSkippedIsDoneAndSaysTheCode() throws IOException {
        Path file = Files.writeString(home.resolve("x.jar"), "bytes");
        String problem = Problem.of(ProblemCode.CONFIG_DISABLED, "@a1/b", "@a1/b is switched off.")
                .toJson()
                .toString();
        host.on("POST /api/packages", "{\"upload\":\"u1\",\"sha256\":\"00\",\"size\":5}")
                .on("POST /api/operations", report("skipped", "[" + problem + "]"));
        Run.Result result = berth("install", file.toString(), "--yes");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("installed, not active", "[config-disabled]");
    }

    @ParameterizedTest
    @CsvSource({
        "grant @a1/b mcp jobs mcp,     '{\"operation\":\"grant\",\"extension\":\"@a1/b\",\"ports\":[\"mcp\",\"jobs\"]}'",
        "revoke @a1/b,                 '{\"operation\":\"revoke\",\"extension\":\"@a1/b\",\"ports\":[]}'",
        "grant @a1/b fs:tmp env:read:A, '{\"operation\":\"grant\",\"extension\":\"@a1/b\",\"permissions\":[\"fs:tmp\",\"env:read:A\"]}'",
        "revoke @a1/b fs:tmp fs:tmp,   '{\"operation\":\"revoke\",\"extension\":\"@a1/b\",\"permissions\":[\"fs:tmp\"]}'",
        "deny @a1/b,                   '{\"operation\":\"deny\",\"extension\":\"@a1/b\"}'",
        "deny @a1/b secrets jobs,      '{\"operation\":\"deny\",\"extension\":\"@a1/b\"}'",
    })
    void decisionsAboutPortsAreChanges(String line, String body) {
        host.on("GET /api/grants/@a1/b", "{\"grants\":[{\"pending\":[\"jobs\",\"secrets\"]}]}");
        assertThat(berth((line + " --yes").split(" ")).code()).isZero();
        assertThat(host.bodies("POST /api/plans").get(0)).hasToString(body);
    }

    @ParameterizedTest
    @CsvSource({
        "grant @a1/b job,       Did you mean \"jobs\"?",
        "grant @a1/b logger,    needs no grant",
        "grant @a1/b,           'pending are jobs, secrets'",
        "deny @a1/b jobs,       denies all that is pending",
        "grant @a1/b jobs fs:tmp, either ports or permissions",
        "revoke @a1/b fs:tmp --organization acme, they hold for all",
        "deny @a1/b fs:tmp,     There is no port",
        "install x.jar --grant everything, There is no port",
    })
    void portsThatCannotBeMeantAreRefused(String line, String reason) throws IOException {
        Path file = Files.writeString(home.resolve("x.jar"), "bytes");
        host.on("GET /api/grants/@a1/b", "{\"grants\":[{\"pending\":[\"jobs\",\"secrets\"]}]}");
        Run.Result result = berth((line.replace("x.jar", file.toString()) + " --yes").split(" "));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(reason);
        assertThat(host.requests("POST /api/plans")).isEmpty();
    }

    @Test
    void downStopsTheHost() {
        host.on("POST /api/shutdown", request -> new FakeHost.Answer(202, "application/json", "{}"));
        Run.Result result = new Run(home)
                .with("BERTH_TOKEN", FakeHost.TOKEN)
                .berth("down", "--host", host.url().toString());
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("is stopping");
    }

    private JsonObject asked(String... arguments) {
        int before = host.bodies("POST /api/plans").size();
        assertThat(berth(arguments).code()).isZero();
        return host.bodies("POST /api/plans").get(before);
    }

    @Test
    @DisplayName(
            "LIFE-17, LIFE-101, LIFE-115: what has to be said in as many words is sent as it was said, and never by itself")
    void whatIsSaidIsSent() {
        JsonObject id = JsonObject.of("extension", "@a1/b");
        assertThat(asked("lock", "@a1/b", "--yes").members())
                .isEqualTo(id.with("operation", "lock").members());
        assertThat(asked("unlock", "@a1/b", "--yes").get("force")).hasToString("Optional[false]");
        assertThat(asked("unlock", "@a1/b", "--force", "--yes").get("force")).hasToString("Optional[true]");
        assertThat(asked("rollback", "@a1/b", "--yes").get("to")).isEmpty();
        assertThat(asked("rollback", "@a1/b", "--to", "1.0.0", "--yes").string("to"))
                .hasValue("1.0.0");
        assertThat(asked("namespace", "Acme", "--yes").members())
                .isEqualTo(JsonObject.of("operation", "namespace", "namespace", "Acme")
                        .members());
        assertThat(asked("namespace-change", "acme", "--yes").toString())
                .contains("\"confirmDestructive\":false")
                .doesNotContain("replaces", "reason");
        assertThat(asked(
                                "namespace-change",
                                "acme",
                                "--replaces",
                                "old",
                                "--reason",
                                "sold",
                                "--confirm-destructive",
                                "-y")
                        .toString())
                .contains("\"confirmDestructive\":true", "\"replaces\":\"old\"", "\"reason\":\"sold\"");
        JsonObject bare = asked("force-delete", "@a1/b", "--yes");
        assertThat(bare.toString()).contains("\"confirmDestructive\":false").doesNotContain("reason", "version");
        assertThat(asked(
                                "force-delete",
                                "@a1/b",
                                "--version",
                                "1.0.0",
                                "--reason",
                                "left over",
                                "--confirm-destructive",
                                "-y")
                        .toString())
                .contains("\"confirmDestructive\":true", "\"version\":\"1.0.0\"", "\"reason\":\"left over\"");
    }

    @Test
    @DisplayName("MAN-104: --yes agrees to no permission; --accept-permissions to exactly those that it names")
    void permissions() throws IOException {
        String file = Files.writeString(home.resolve("ext.jar"), "bytes").toString();
        host.on("POST /api/packages", "{\"upload\":\"u1\",\"sha256\":\"00\",\"size\":5}");
        assertThat(asked("update", file, "--yes").get("acceptPermissions")).isEmpty();
        assertThat(asked("update", file, "--yes", "--accept-permissions", "fs:tmp,env:read:HOME")
                        .get("acceptPermissions"))
                .hasToString("Optional[[\"fs:tmp\",\"env:read:HOME\"]]");
        assertThat(asked("update", file, "--yes", "--accept-permissions", "none")
                        .get("acceptPermissions"))
                .hasToString("Optional[[]]");
    }

    @Test
    @DisplayName("LIFE-117, LIFE-S37: a purge is planned like the rest, and carried out at the operator's own door")
    void purge() {
        host.on("POST /operator/purge", report("stopped", "[]"));
        assertThat(berth("purge", "@a1/b", "--yes").code()).isZero();
        assertThat(host.bodies("POST /operator/purge"))
                .containsExactly(JsonObject.of("extension", "@a1/b", "digest", DIGEST));
        assertThat(host.requests("POST /api/operations")).isEmpty();
        assertThat(berth("plan", "purge", "@a1/b").code()).isZero();
    }

    @Test
    @DisplayName("LIFE-117, LIFE-S37: without that door, as in production, and from elsewhere nothing is purged")
    void purgeElsewhere() throws IOException {
        host.announce(home, Optional.empty());
        Run.Result production = berth("purge", "@a1/b", "--yes");
        assertThat(production.code()).isEqualTo(4);
        assertThat(production.err()).contains("found a host in production", "[operator-only]");
        Run.Result elsewhere = new Run(home)
                .with("BERTH_TOKEN", FakeHost.TOKEN)
                .berth("--host", host.url().toString(), "purge", "@a1/b", "--yes");
        assertThat(elsewhere.err()).contains("found --host", "[operator-only]");
        assertThat(berth("purge", "@a1/b", "--yes", "--include-registry").code())
                .isEqualTo(2);
        assertThat(host.requests("POST /operator/purge")).isEmpty();
    }
}
