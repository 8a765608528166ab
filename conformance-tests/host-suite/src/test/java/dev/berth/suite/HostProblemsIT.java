/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static dev.berth.suite.TestHost.CALLER;
import static dev.berth.suite.TestHost.EMAIL;
import static dev.berth.suite.TestHost.HELLO;
import static dev.berth.suite.TestHost.TEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.host.cli.client.ProblemReader;
import dev.berth.host.extension.Scope;
import dev.berth.host.identity.Identity;
import dev.berth.host.identity.Role;
import dev.berth.host.identity.TokenRequest;
import dev.berth.host.lifecycle.Command;
import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import samples.email.api.Email;
import samples.email.api.EmailSender;

/** Problems of operators rather than of packages; each leaves everything as it was (LIFE-12 to LIFE-19, PORT-24 to PORT-26). */
final class HostProblemsIT {
    /** The codes that have their text from here. */
    static final Set<ProblemCode> CODES = codes();

    private static final ExtensionId NOBODY = ExtensionId.of("@samples/helo-connector");

    @TempDir
    Path temp;

    private static Set<ProblemCode> codes() {
        Set<ProblemCode> codes = EnumSet.copyOf(Golden.codes(Case.values()));
        codes.addAll(BootProblemsIT.CODES);
        codes.addAll(ConfigIT.CODES);
        codes.addAll(KindsIT.CODES);
        codes.addAll(DatabaseProblemsIT.CODES);
        codes.addAll(CheckProblemsTest.CODES);
        codes.addAll(ManifestProblemsTest.CODES);
        codes.addAll(ArchiveProblemsTest.CODES);
        codes.addAll(HttpProblemsIT.CODES);
        codes.addAll(CallProblemsIT.CODES);
        codes.addAll(CommandProblemsIT.CODES);
        codes.addAll(ConnectionProblemsIT.CODES);
        codes.addAll(LoginProblemsIT.CODES);
        codes.addAll(JobProblemsIT.CODES);
        codes.addAll(PermissionsIT.CODES);
        codes.addAll(KitProblemsTest.CODES);
        codes.addAll(RemovalProblemsIT.CODES);
        codes.addAll(NamespaceIT.CODES);
        codes.addAll(ProbationIT.CODES);
        codes.addAll(StartIT.CODES);
        codes.addAll(StoredProblemsIT.CODES);
        codes.addAll(BatchIT.CODES);
        codes.addAll(TrustProblemsIT.CODES);
        codes.add(ProblemCode.EXTENSION_STOPPED);
        codes.add(ProblemCode.INSTALLED_VERSION_CONFLICT);
        return codes;
    }

    /** What an operator or a caller does wrong on a host with hello (granted) and e-mail (not granted). */
    @SuppressWarnings("ImmutableEnumChecker") // a case is a function
    enum Case {
        FILE_NOT_FOUND(host -> host.install(host.home().resolve("no-such-file.jar"))),
        ALREADY_INSTALLED(host -> host.install(Samples.HELLO_NEXT)),
        ARCHIVED_USE_RESTORE(host -> {
            host.apply(new Command.Archive(HELLO));
            host.install(Samples.HELLO_NEXT);
        }),
        EXTENSION_NOT_FOUND(host -> host.apply(new Command.Archive(NOBODY))),
        ARCHIVE_BREAKS_DEPENDENTS(host -> {
            host.install(Samples.MAILBOX);
            host.apply(new Command.Archive(EMAIL));
        }),
        PLAN_STALE(host -> {
            String digest = host.runtime().plan(new Command.Archive(HELLO)).digest();
            host.update(Samples.HELLO_NEXT);
            host.runtime().apply(new Command.Archive(HELLO), Optional.of(digest), TEST);
        }),
        UNSIGNED_NEEDS_CONSENT(host -> {
            Command.Source source = TestHost.source(Samples.NOTES, new Command.GrantChoice.None());
            host.apply(new Command.Install(
                    new Command.Source(source.file(), source.origin(), source.name(), source.grant(), Set.of())));
        }),
        ROLLBACK_TARGET_MISSING(host -> host.apply(new Command.Rollback(HELLO))),
        EXTENSION_LOCKED(host -> {
            host.apply(new Command.Lock(HELLO));
            host.apply(new Command.Archive(HELLO));
        }),
        TRANSITION_ILLEGAL(host -> {
            host.apply(new Command.Archive(HELLO));
            host.apply(new Command.Lock(HELLO));
        }),
        CONFIRMATION_REQUIRED(host -> host.apply(new Command.ForceDelete(
                HELLO, new Command.Confirmation(Optional.of(" "), Optional.of("0.9.0"), false)))),
        PERMISSIONS_CHANGED(host -> {
            host.install(asking(host, "1.0.0", "fs:tmp"));
            host.update(asking(host, "1.1.0", "fs:tmp\", \"env:read:HOME"));
        }),
        OPERATOR_ONLY(host -> host.runtime()
                .operator()
                .purge(
                        HELLO,
                        Optional.of(
                                host.runtime().plan(new Command.Purge(HELLO)).digest()),
                        TEST)),
        GRANT_MISSING(host -> host.apply(new Command.Grant(NOBODY, Ports.of("mcp"), Optional.empty()))),
        GRANT_NOT_REQUESTED(host -> host.apply(new Command.Grant(HELLO, Ports.of("secrets"), Optional.empty()))),
        GRANT_STALE(host -> host.apply(new Command.Grant(HELLO, Ports.of("mcp"), Optional.of("0".repeat(64))))),
        GRANT_PENDING(host -> {
            throw new ProblemException(host.runtime().why(EMAIL).chain().stream()
                    .filter(problem -> problem.code() == ProblemCode.GRANT_PENDING)
                    .toList());
        }),
        ROLE_REQUIRED(host -> host.runtime()
                .tokens()
                .create(
                        new TokenRequest("bob", Optional.empty(), Set.of(Role.MEMBER), Optional.empty()),
                        new Identity("ada", Optional.empty(), Set.of(Role.MEMBER), "rest"))),
        TOKEN_UNKNOWN(host -> host.runtime().tokens().revoke("3f9a0c41d27be856", Identity.owner("rest"))),
        TOOL_UNKNOWN(host -> host.call("hello_gret")),
        TOOL_INPUT_INVALID(host -> host.call("hello_greet", "nam", "Ada")),
        ACTION_NOT_FOUND(host -> host.runtime().ui().call(HELLO.value(), "sync", JsonObject.of(), CALLER)),
        CAPABILITY_GONE(host -> host.runtime()
                .capability("email-send", EmailSender.class)
                .send(new Email("ada@example.com", "Hi", "there")));

        private static Path asking(TestHost host, String version, String permissions) {
            String entry = "acme.ask.Entry";
            return ExtensionPackage.connector("@acme/ask-connector", version)
                    .block("permissions", "[\"" + permissions + "\"]")
                    .entry(entry, EntrySource.of(entry).text())
                    .writeTo(host.home());
        }

        private final ProblemCode code = ProblemCode.valueOf(name());
        private final Consumer<TestHost> mistake;

        Case(Consumer<TestHost> mistake) {
            this.mistake = mistake;
        }
    }

    @ParameterizedTest
    @EnumSource
    void isAnsweredWithItsCode(Case wrong) {
        try (TestHost host = TestHost.start(temp.resolve("home"), it -> it.contract(EmailSender.class, "1.0.0"))) {
            host.install(Samples.HELLO);
            host.install(Samples.EMAIL, new Command.GrantChoice.None());
            List<Problem> problems = refusal(() -> wrong.mistake.accept(host));
            assertThat(problems).extracting(Problem::code).containsExactly(wrong.code);
            assertThat(Golden.faults(problems.get(0))).isEmpty();
            Golden.compare(problems.get(0), temp.resolve("home"));
            assertThat(host.runtime().status().ready()).isTrue();
            assertThat(host.seams().parts().journal().open()).isEmpty();
        }
    }

    @Test
    @DisplayName("LIFE-S43, GATE-172: one version of an extension serves all organisations of a host")
    void anotherVersionForAnother() {
        try (TestHost host = TestHost.start(temp.resolve("home"), builder -> builder.multiTenant(true))) {
            host.apply(new Command.Install(all(Samples.HELLO), Scope.of(Optional.of("acme"))));
            Golden.judge(
                    ProblemCode.INSTALLED_VERSION_CONFLICT,
                    refusal(() ->
                            host.apply(new Command.Install(all(Samples.HELLO_NEXT), Scope.of(Optional.of("other"))))),
                    temp.resolve("home"));
        }
    }

    private static Command.Source all(Path file) {
        return TestHost.source(file, new Command.GrantChoice.All());
    }

    /** PORT-19, PORT-S38: a thread that outlives its extension gets no further. */
    @Test
    void aThreadThatStaysGetsNoFurther() throws IOException {
        String entry = "acme.thread.Entry";
        Path folder = Files.createDirectory(temp.resolve("seen"));
        Path seen = folder.resolve("seen.txt");
        ExtensionPackage starter = ExtensionPackage.connector("@acme/thread-connector", "1.0.0")
                .ports("settings", "mcp")
                .block("permissions", "[\"fs:write:seen\"]")
                .entry(
                        entry,
                        EntrySource.of(entry)
                                .tool("thread_start", "start(ctx)")
                                .members(loop(seen))
                                .text());
        try (TestHost host = TestHost.start(temp.resolve("home"), builder -> builder.mount("seen", folder))) {
            host.install(starter.writeTo(temp));
            host.call("thread_start");
            Waits.until("the thread to read", () -> says(seen, "reads"));
            host.apply(new Command.Uninstall(ExtensionId.of("@acme/thread-connector")));
            Waits.until("the thread to be refused", () -> !says(seen, "reads"));
            JsonObject refused = (JsonObject) StrictJson.parse(last(seen));
            Golden.judge(ProblemCode.EXTENSION_STOPPED, ProblemReader.list(refused, "problems"), temp.resolve("home"));
            Collector.awaitLoaders(host.seams(), 0);
            assertThat(host.runtime().tools(CALLER)).isEmpty();
        }
    }

    private static boolean says(Path file, String text) {
        return last(file).equals(text);
    }

    /** Returns the last line that is whole. */
    private static String last(Path file) {
        try {
            String all = Files.exists(file) ? Files.readString(file) : "";
            int end = all.lastIndexOf('\n');
            return end < 0 ? "" : all.substring(all.lastIndexOf('\n', end - 1) + 1, end);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String loop(Path seen) {
        return """
            // It stays open: code that is stopped opens no file.
            private static java.io.OutputStream seen;

            private static void tell(String text) {
                try {
                    if (seen == null) {
                        seen = java.nio.file.Files.newOutputStream(java.nio.file.Path.of("%s"));
                    }
                    seen.write((text + "\\n").getBytes());
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }

            private static Object start(ExtensionContext ctx) {
                CallContext call = ctx.captureCall();
                new Thread(() -> {
                    try {
                        while (true) {
                            try {
                                call.run(() -> ctx.settings().get("a"));
                                tell("reads");
                            } catch (dev.berth.sdk.problem.ProblemException e) {
                                String code = e.problem().code().toString();
                                if (!code.equals("tenant-missing")) {
                                    tell(JsonObject.of("problems", java.util.List.of(e.problem().toJson())).toString());
                                    return;
                                }
                                tell("reads");
                            }
                            Thread.sleep(5);
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }).start();
                return 1;
            }
            """.formatted(seen);
    }

    static List<Problem> refusal(ThrowingCallable call) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, call);
        assertThat(refused).as("a refusal").isNotNull();
        return refused.problems();
    }
}
