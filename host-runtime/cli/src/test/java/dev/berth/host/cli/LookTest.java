/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that look, against a host that answers from a table. */
class LookTest {
    private static final String EXTENSIONS = """
            {"extensions":[
              {"id":"@samples/hello-connector","version":"1.0.0","kind":"CONNECTOR","status":"active","state":"ACTIVE","revision":1,
               "tier":"UNSIGNED","requestedPorts":["mcp","settings"],"grantedPorts":["mcp"],"problems":[]},
              {"id":"@samples/mailbox-connector","version":"1.0.0","kind":"CONNECTOR","status":"active","state":"FAILED","revision":2,
               "tier":"UNSIGNED","requestedPorts":[],"grantedPorts":[],"problems":[{"code":"hook-failed","severity":"ERROR",
               "blame":"AUTHOR","subject":"@samples/mailbox-connector","summary":"It failed \\u001b]0;evil\\u0007.","facts":{},"fix":{},"causes":[]}]}
            ]}""";

    @TempDir
    Path home;

    private FakeHost host;

    @BeforeEach
    void start() throws IOException {
        host = new FakeHost().announce(home).on("GET /api/extensions", EXTENSIONS);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private Run.Result berth(String... arguments) {
        return new Run(home).berth(arguments);
    }

    @Test
    void requestsCarryTheTokenAndTheSurface() {
        berth("list");
        assertThat(host.requests().get(0).headers())
                .containsEntry("authorization", "Bearer " + FakeHost.TOKEN)
                .containsEntry("x-berth-surface", "cli");
    }

    /** LIFE-3: who has it is a column where that is not the whole platform. */
    @Test
    void aListSaysWhoHasWhat() {
        assertThat(berth("list").out()).doesNotContain("FOR");
        String scopes = """
                "problems":[],"scopes":[{"level":"organization","owner":"acme"},{"level":"organization","owner":"other"}]},""";
        host.on("GET /api/extensions", EXTENSIONS.replace("\"problems\":[]},", scopes));
        assertThat(berth("list").out()).contains("FOR", "acme,", "other", "all");
    }

    @Test
    void aListIsATableForPeopleAndTheDocumentForPrograms() {
        Run.Result result = berth("list");
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines().toList().get(0))
                .matches("ID +VERSION +KIND +STATUS +STATE +REV +TIER +PORTS +PROBLEM");
        assertThat(result.out()).contains("@samples/hello-connector", "1/2", "hook-failed", "berth why ID");
        assertThat(result.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(berth("list", "--json").json()).isEqualTo(StrictJson.parse(EXTENSIONS));
        assertThat(berth("--json", "list").json()).isEqualTo(StrictJson.parse(EXTENSIONS));
    }

    @Test
    void quietLeavesHintsOut() {
        assertThat(berth("list", "--quiet").out())
                .contains("@samples/hello-connector")
                .doesNotContain("berth why");
    }

    @Test
    void coloursComeOnATerminalAndNotWithNoColor() {
        assertThat(berth("list").out()).doesNotContain("\033");
        assertThat(new Run(home).onTerminal("").berth("list").out()).contains("\033[32mactive");
        assertThat(new Run(home)
                        .onTerminal("")
                        .with("NO_COLOR", "1")
                        .berth("list")
                        .out())
                .doesNotContain("\033");
    }

    @Test
    void anIdThatIsNoneGetsNearMisses() {
        Run.Result result = berth("info", "hello-connector");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("@scope/slug-kind", "Did you mean \"@samples/hello-connector\"?");
    }

    @Test
    void theProblemsOfTheHostArePrintedAndDecideTheExitCode() {
        host.on(
                "GET /api/extensions/@samples/nope/why",
                request -> FakeHost.Answer.problem(
                        404,
                        Problem.of(
                                ProblemCode.EXTENSION_NOT_FOUND, "@samples/nope", "No @samples/nope is installed.")));
        Run.Result result = berth("why", "@samples/nope");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("No @samples/nope is installed.", "[extension-not-found]");
        assertThat(berth("why", "@samples/nope", "--json").json().toString())
                .contains("\"code\":\"extension-not-found\"");
    }

    @Test
    void aCodeThatIsNewerThanThisCommandStaysReadable() {
        host.on(
                "GET /api/status",
                request -> new FakeHost.Answer(
                        500,
                        "application/problem+json",
                        "{\"problems\":[{\"code\":\"moon-full\",\"summary\":\"The moon is full.\"}]}"));
        Run.Result result = berth("status");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("The moon is full.", "moon-full");
    }

    @Test
    void whatIsNoHostIsSaid() {
        Run.Result result = berth("status");
        assertThat(result.code()).isEqualTo(7);
        assertThat(result.err()).contains("answered 404 without a problem");
    }

    @Test
    void aWrongTokenIsSaid() {
        Run.Result result = new Run(home)
                .with("BERTH_TOKEN", "wrong")
                .berth("status", "--host", host.url().toString());
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).contains("[token-required]").doesNotContain("wrong");
    }

    @Test
    void statusShowsTheBoot() {
        host.on("GET /api/status", """
                {"version":"0.1.0","abi":"2.2.0","jdk":"25","home":"/h",
                 "database":{"product":"H2","version":"2.5.252","place":"/h/data/berth.mv.db","reachable":true},"mode":"DEVELOPMENT","namespace":"acme","startedAt":"2026-01-01T00:00:00Z","ready":true,
                 "generation":4,"active":3,"installed":4,"boot":[{"name":"store-open","outcome":"done","millis":12,"problems":[]}],
                 "url":"http://127.0.0.1:1","mcpUrl":"http://127.0.0.1:1/mcp"}""");
        assertThat(berth("status").out())
                .contains(
                        "3 active of 4 installed",
                        "store-open",
                        "http://127.0.0.1:1/mcp",
                        "H2 2.5.252, /h/data/berth.mv.db");
    }

    @Test
    void infoShowsAllOfIt() {
        host.on("GET /api/extensions/@samples/hello-connector", """
                {"summary":{"id":"@samples/hello-connector","version":"1.0.0","kind":"CONNECTOR","status":"active","state":"ACTIVE",
                 "revision":1,"tier":"UNSIGNED","requestedPorts":["mcp"],"grantedPorts":["mcp"],"problems":[],
                 "update":{"version":"1.1.0","revision":2,"state":"waiting-for-grant","problems":[]}},
                 "manifest":"{\\n  \\"name\\": \\"x\\"\\n}\\n","edges":[{"target":"@a1/b","range":"^1","type":"extension","required":true,"met":false}],
                 "dependents":[],"grants":[{"organization":"","status":"APPROVED","approved":["mcp"],"pending":[],"decidedBy":"me","decidedAt":"now"}],
                 "permissions":[{"permission":"net:example.org","enforcedBy":"rewriting"}],"registrations":["tool hello_greet"],
                 "revisions":[{"revision":1,"version":"1.0.0","tier":"UNSIGNED","origin":"file x.jar","installedAt":"now"}]}""");
        assertThat(berth("info", "@samples/hello-connector").out())
                .contains(
                        "Needs",
                        "@a1/b",
                        "Grants",
                        "net:example.org",
                        "1.1.0, waiting-for-grant",
                        "tool hello_greet",
                        "Revisions",
                        "\"name\": \"x\"");
    }

    @Test
    void grantsSayWhatIsPending() {
        host.on("GET /api/grants", """
                {"grants":[{"extension":"@a1/b","organization":"","status":"PENDING","requested":["jobs","mcp"],"approved":["mcp"],"denied":[],
                 "revoked":[],"pending":["jobs"],"requestHash":"0123456789abcdef","decidedBy":"system:policy","decidedAt":"now"}]}""");
        assertThat(berth("grants").out()).contains("pending", "jobs", "0123456789ab", "berth deny ID");
    }

    @Test
    void permissionsSayWhatHoldsThem() {
        host.on("GET /api/permissions", """
                {"permissions":[{"extension":"@a1/b","permission":"fs:read:reports","state":"unbound","decidedBy":"ada","decidedAt":"then",
                 "enforcedBy":"L1"}],"denied":[{"extension":"@a1/b","version":"1.0.0","demand":"listen at port 80","permission":"net:listen:80",
                 "letThrough":true,"count":3,"first":"then","last":"now"}]}""");
        assertThat(berth("permissions").out()).contains("fs:read:reports", "unbound", "ada", "L1");
        assertThat(berth("permissions", "--denied").out())
                .contains("listen at port 80", "net:listen:80", "3", "let through");
        host.on("GET /api/permissions/@a1/b", "{\"permissions\":[],\"denied\":[]}");
        assertThat(berth("permissions", "@a1/b").out()).contains("No extension asks for a permission.");
        assertThat(berth("permissions", "@a1/b", "--denied").out()).contains("tried nothing");
    }

    @Test
    void mountsAreShownSetAndRemoved() {
        host.on("GET /api/mounts", """
                {"mounts":[{"name":"a","folder":"/srv/a","boundBy":"ada","boundAt":"then","configured":false},
                 {"name":"b","folder":"/srv/b","boundBy":"system:config","boundAt":"then","configured":true}]}""");
        assertThat(berth("mounts").out()).contains("/srv/a", "ada", "config.json");
        host.on("PUT /api/mounts/reports", "{\"name\":\"reports\",\"folder\":\"/srv/reports\"}");
        assertThat(berth("mounts", "set", "reports", "/srv/reports").out()).contains("is the folder /srv/reports now");
        assertThat(host.bodies("PUT /api/mounts/reports").get(0)).hasToString("{\"folder\":\"/srv/reports\"}");
        host.on("DELETE /api/mounts/reports", "{\"mounts\":[]}");
        assertThat(berth("mounts", "remove", "reports").out()).contains("bound to nothing");
        Run.Result bad = berth("mounts", "set", "../x", "/srv");
        assertThat(bad.code()).isEqualTo(2);
        assertThat(bad.err()).contains("A mount needs a name");
    }

    @Test
    void toolsShowTheirInput() {
        host.on("GET /api/tools", """
                {"tools":[{"name":"hello_greet","description":"Greets.","inputSchema":{"type":"object","properties":{"name":{},"tone":{}},
                 "required":["name"]},"owner":"@samples/hello-connector","ownerVersion":"1.0.0"},{"name":"bare","owner":"@a1/b","ownerVersion":"1.0.0"}],
                 "own":[{"name":"berth_list","description":"Lists.","owner":"host","ownerVersion":"2.2.0"}]}""");
        assertThat(berth("tools").out())
                .contains("name, tone?", "Greets.", "bare")
                .containsPattern("berth_list +- +the host +Lists");
        host.on("GET /api/tools", "{\"tools\":[],\"own\":[{\"name\":\"berth_list\"}]}");
        assertThat(berth("tools").out()).contains("No extension offers a tool now.", "berth_list");
    }

    @Test
    void theNewestAuditEntriesAreFoundInFewSteps() {
        long entries = 123_456;
        host.on("GET /api/audit", request -> {
            String query = request.line().substring(request.line().indexOf('?'));
            long after = Long.parseLong(query.replaceAll(".*after=(\\d+).*", "$1"));
            int limit = Integer.parseInt(query.replaceAll(".*limit=(\\d+).*", "$1"));
            String page = LongStream.rangeClosed(after + 1, Math.min(entries, after + limit))
                    .mapToObj(n -> "{\"sequence\":" + n
                            + ",\"at\":\"now\",\"actor\":\"me\",\"surface\":\"cli\",\"event\":\"E\",\"subject\":\"s\"}")
                    .collect(Collectors.joining(","));
            return FakeHost.Answer.json(StrictJson.parse("{\"entries\":[" + page + "]}"));
        });
        Run.Result result = berth("audit", "--limit", "3");
        assertThat(result.out().lines().skip(1).map(line -> line.substring(0, line.indexOf(' '))))
                .containsExactly("123454", "123455", "123456");
        assertThat(host.requests()).hasSizeLessThan(40);
        assertThat(berth("audit", "--after", "7", "--limit", "1").out()).contains("\n8 ");
        assertThat(berth("audit", "--limit", "0").code()).isEqualTo(2);
    }

    @Test
    void aBrokenAuditLogFails() {
        host.on(
                "GET /api/audit/verification",
                "{\"intact\":false,\"firstBroken\":{\"sequence\":17,\"found\":\"does not follow from the one before\",\"entry\":{\"event\":\"PortGranted\",\"at\":\"noon\"}}}");
        Run.Result result = berth("audit", "--verify");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("entry 17 (PortGranted)");
        host.on("GET /api/audit/verification", "{\"intact\":true}");
        assertThat(berth("audit", "--verify").out()).contains("whole");
        assertThat(berth("audit", "--verify", "--json").json()).isEqualTo(JsonObject.of("intact", true));
    }
}
