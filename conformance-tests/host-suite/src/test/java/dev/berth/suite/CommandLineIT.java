/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.suite.Program.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole product through its command line: the distribution, a host in the background, one command a process. */
class CommandLineIT {
    private static final String HELLO = "@samples/hello-connector";
    private static final String EMAIL = "@samples/email-connector";
    private static final String MAILBOX = "@samples/mailbox-connector";

    @TempDir
    Path folder;

    private Program berth = new Program(Path.of("."));

    @BeforeEach
    void start() throws Exception {
        berth = new Program(folder.resolve("home"));
        ok("up", "--port", "0", "--detach");
    }

    @AfterEach
    void stop() throws Exception {
        berth.run("down");
    }

    private String ok(String... arguments) throws Exception {
        Result result = berth.run(arguments);
        assertThat(result.exit()).as(result.err()).isZero();
        return result.out();
    }

    private void refused(int exit, String code, String... arguments) throws Exception {
        Result result = berth.run(arguments);
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(exit);
        assertThat(result.err()).contains("[" + code + "]").doesNotContain("Exception");
    }

    @Test
    @DisplayName(
            "CLI-1 to CLI-4: the samples run; call, update, roll back, revoke, grant, archive, restore, uninstall, restart")
    void theTenMinutesOfTheReadme() throws Exception {
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(berth.home().resolve("host.json"))))
                .isEqualTo("rw-------");
        assertThat(ok("list")).contains(EMAIL, HELLO, MAILBOX, "@samples/notes-skills");
        assertThat(ok("tools")).contains("email_send", "hello_greet", "mailbox_list");
        assertThat(ok("call", "hello_greet", "{\"name\": \"Ada\"}")).contains("Hello, Ada", "1.0.0");
        ok("call", "email_send", "{\"to\": \"ada@example.com\", \"subject\": \"Hi\", \"body\": \"From Berth\"}");
        assertThat(ok("call", "mailbox_list")).contains("From Berth");

        String next = Samples.HELLO_NEXT.toString();
        refused(6, "unsigned-needs-consent", "update", next, "--yes");
        refused(6, "consent-required", "update", next, "--accept-unsigned");
        String digest = berth.run("plan", "update", next, "--accept-unsigned", "--json")
                .json()
                .string("digest")
                .orElseThrow();
        ok("update", next, "--accept-unsigned", "--digest", digest);
        refused(6, "plan-stale", "archive", HELLO, "--digest", digest);
        assertThat(ok("call", "hello_greet", "{\"name\": \"Ada\", \"language\": \"fr\"}"))
                .contains("1.1.0");
        ok("rollback", HELLO, "--yes");
        assertThat(ok("call", "hello_greet", "{\"name\": \"Ada\"}")).contains("1.0.0");

        ok("revoke", MAILBOX, "mcp", "--yes");
        refused(3, "tool-unknown", "call", "mailbox_list");
        ok("grant", MAILBOX, "mcp", "--yes");
        assertThat(ok("call", "mailbox_list")).contains("From Berth");
        assertThat(ok("grants", MAILBOX)).contains("mcp");

        refused(6, "archive-breaks-dependents", "archive", EMAIL, "--yes");
        ok("archive", MAILBOX, "--yes");
        assertThat(ok("why", MAILBOX)).contains("archived");
        ok("restore", MAILBOX, "--yes");
        ok("uninstall", HELLO, "--yes");
        refused(3, "extension-not-found", "info", HELLO);
        refused(2, "usage-invalid", "lst");
        assertThat(ok("audit")).contains("ExtensionUninstalled");
        assertThat(ok("doctor")).contains("audit log");
        assertThat(ok("explain", "grant-stale")).contains("grant-stale");

        ok("down");
        refused(7, "host-unreachable", "list");
        ok("up", "--port", "0", "--detach");
        assertThat(ok("list")).contains(EMAIL, MAILBOX).doesNotContain(HELLO);
        assertThat(ok("call", "mailbox_list")).contains("From Berth");
    }

    @Test
    @DisplayName("CLI-3: with --json a failure is one document on standard output, and nothing else is there")
    void jsonFailures() throws Exception {
        Result unknown = berth.run("info", "@samples/helo-connector", "--json");
        assertThat(unknown.exit()).isEqualTo(3);
        assertThat(unknown.out()).contains("\"extension-not-found\"", "\"operator\"", HELLO);
        assertThat(unknown.json().get("problems")).isPresent();
        Result usage = berth.run("list", "--jsn", "--json");
        assertThat(usage.exit()).isEqualTo(2);
        assertThat(usage.json().get("problems")).isPresent();
    }

    @Test
    @DisplayName("a second host in one home, a taken port, and a host that was killed")
    void homesAndPorts() throws Exception {
        refused(6, "home-locked", "up", "--port", "0", "--detach");
        String url = berth.hostFile().string("url").orElseThrow();
        Program other = new Program(folder.resolve("other"));
        Result taken = other.run("up", "--port", url.substring(url.lastIndexOf(':') + 1), "--detach");
        assertThat(taken.exit()).isEqualTo(6);
        assertThat(taken.err()).contains("[address-taken]");

        long pid = berth.hostFile().get("pid").orElseThrow().as(Long.class);
        ProcessHandle host = ProcessHandle.of(pid).orElseThrow();
        host.destroyForcibly();
        Awaitility.await().until(() -> !host.isAlive());
        refused(7, "host-unreachable", "list");
        ok("up", "--port", "0", "--detach");
        assertThat(ok("list")).contains(HELLO, MAILBOX);
    }
}
