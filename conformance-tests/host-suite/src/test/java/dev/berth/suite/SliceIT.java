/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static dev.berth.suite.TestHost.CALLER;
import static dev.berth.suite.TestHost.EMAIL;
import static dev.berth.suite.TestHost.HELLO;
import static dev.berth.suite.TestHost.MAILBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.DatabaseAddress;
import dev.berth.host.ExtensionView;
import dev.berth.host.HostBuilder;
import dev.berth.host.HostRuntime;
import dev.berth.host.Report;
import dev.berth.host.ToolView;
import dev.berth.host.grant.PortSet;
import dev.berth.host.lifecycle.Command;
import dev.berth.host.store.database.TestDatabase;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import samples.email.api.Email;
import samples.email.api.EmailSender;
import samples.email.api.Receipt;

/** From a package file to an answer, and back to nothing, on each database: what Berth is for. */
@ParameterizedClass
@EnumSource
final class SliceIT {
    @Parameter
    TestDatabase kind;

    @TempDir
    Path home;

    private Optional<DatabaseAddress> database;

    @BeforeEach
    void create() {
        database = kind.create();
    }

    private TestHost start() {
        return TestHost.start(home, this::onDatabase);
    }

    private HostBuilder onDatabase(HostBuilder builder) {
        return database.map(builder::database).orElse(builder);
    }

    /** As any Java program would: nothing but the facade, with the parts that it finds on the class path. */
    @Test
    void anEmbedderInstallsCallsAndIsAnswered() {
        HostBuilder builder = HostRuntime.builder().home(home).contract(EmailSender.class, "1.0.0");
        try (HostRuntime host = onDatabase(builder).build().start()) {
            for (Path sample : List.of(Samples.EMAIL, Samples.MAILBOX, Samples.HELLO, Samples.NOTES)) {
                Report report = host.install(sample);
                assertThat(report.outcomes()).first().extracting("outcome").isEqualTo("activated");
            }
            assertThat(host.extensions()).extracting(ExtensionView::state).containsOnly("ACTIVE");
            assertThat(host.tools(CALLER))
                    .extracting(ToolView::name)
                    .containsExactly("email_send", "hello_greet", "mailbox_list");

            EmailSender sender = host.capability("email-send", EmailSender.class);
            Receipt receipt = sender.send(new Email("ada@example.com", "Engine", "It computes."));
            assertThat(receipt.id()).isEqualTo("mailbox-1");

            JsonObject sent = host.callTool(
                    "email_send", JsonObject.of("to", "bob@example.com", "subject", "Hi", "body", "there"), CALLER);
            assertThat(sent.string("provider")).contains(MAILBOX.value());
            JsonObject listed = host.callTool("mailbox_list", JsonObject.of(), CALLER);
            assertThat(((JsonArray) listed.get("messages").orElseThrow()).items())
                    .hasSize(2);
        }
    }

    /** PORT-10, PORT-41, PORT-52 to PORT-55: nothing works without a grant, everything does at once with one. */
    @Test
    void grantsDecideAtOnceWhatAnExtensionMayDo() {
        try (TestHost host = start()) {
            Report report = host.install(Samples.HELLO, new Command.GrantChoice.None());
            assertThat(report.outcomes()).first().extracting("outcome").isEqualTo("skipped");
            assertThat(host.runtime().why(HELLO).chain())
                    .extracting(problem -> problem.code())
                    .contains(ProblemCode.GRANT_PENDING);
            assertThat(host.runtime().tools(CALLER)).isEmpty();

            host.apply(new Command.Grant(HELLO, ports("mcp"), Optional.empty()));
            assertThat(host.state(HELLO)).isEqualTo("ACTIVE");
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> host.call("hello_greet", "name", "Ada"))
                    .satisfies(thrown -> assertThat(thrown.problem().text()).contains("[port-not-granted]"));

            host.apply(new Command.Grant(HELLO, ports("settings"), Optional.empty()));
            assertThat(host.call("hello_greet", "name", "Ada").string("greeting"))
                    .contains("Hello, Ada");

            host.apply(new Command.Revoke(HELLO, ports("mcp")));
            assertThat(host.runtime().tools(CALLER)).isEmpty();
            assertThat(host.state(HELLO)).isEqualTo("ACTIVE");
            host.apply(new Command.Grant(HELLO, ports("mcp"), Optional.empty()));
            assertThat(host.runtime().tools(CALLER)).extracting(ToolView::name).containsExactly("hello_greet");
        }
    }

    /** LIFE-110 to LIFE-113, LIFE-124, MAN-145. */
    @Test
    void whatGoesIsGone() {
        try (TestHost host = start()) {
            host.install(Samples.EMAIL);
            host.install(Samples.MAILBOX);
            host.install(Samples.HELLO);
            host.call("hello_greet", "name", "Ada", "greeting", "Salut");

            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> host.apply(new Command.Archive(EMAIL)))
                    .satisfies(refused ->
                            assertThat(refused.problem().code()).isEqualTo(ProblemCode.ARCHIVE_BREAKS_DEPENDENTS));

            host.apply(new Command.Archive(HELLO));
            assertThat(host.runtime().tools(CALLER)).extracting(ToolView::name).doesNotContain("hello_greet");
            Collector.awaitLoaders(host.seams(), 2);
            host.apply(new Command.Restore(HELLO));
            assertThat(host.call("hello_greet", "name", "Ada").string("greeting"))
                    .contains("Salut, Ada");

            host.apply(new Command.Uninstall(HELLO));
            host.apply(new Command.Uninstall(MAILBOX));
            host.apply(new Command.Uninstall(EMAIL));
            assertThat(host.runtime().extensions()).isEmpty();
            assertThat(host.seams().parts().contents().digests()).isEmpty();
            Collector.awaitLoaders(host.seams(), 0);

            host.install(Samples.HELLO);
            assertThat(host.call("hello_greet", "name", "Ada").string("greeting"))
                    .contains("Hello, Ada");
        }
    }

    /** LIFE-50 to LIFE-63: what was there is there, with its data; what was archived stays archived. */
    @Test
    void aRestartBringsBackWhatWasThere() {
        try (TestHost host = start()) {
            host.install(Samples.EMAIL);
            host.install(Samples.MAILBOX);
            host.install(Samples.HELLO);
            host.install(Samples.NOTES);
            host.update(Samples.HELLO_NEXT);
            host.call("hello_greet", "name", "Ada", "greeting", "Salut");
            host.apply(new Command.Archive(MAILBOX));
        }
        try (TestHost host = start()) {
            assertThat(host.runtime().status().ready()).isTrue();
            assertThat(host.call("hello_greet", "name", "Ada").string("greeting"))
                    .contains("Salut, Ada");
            assertThat(host.version(HELLO)).isEqualTo("1.1.0");
            assertThat(host.runtime().extension(MAILBOX).summary().status()).isEqualTo("archived");
            assertThat(host.state(EMAIL)).isEqualTo("ACTIVE");
            assertThat(host.runtime().firstBrokenAudit()).isEmpty();
            host.apply(new Command.Rollback(HELLO));
            assertThat(host.call("hello_greet", "name", "Ada").string("version"))
                    .contains("1.0.0");
        }
    }

    /** LIFE-92: what was answered before a kill is there after it, on a database that has just lost its host. */
    @Test
    void aKillLosesNothingThatWasAnswered() throws IOException {
        try (ChildHost child =
                ChildHost.start(home, "keep", database.map(SliceIT::whole).orElse(""))) {
            child.awaitLine("kept");
            assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> start().close());
            child.kill();
        }
        try (TestHost host = start()) {
            assertThat(host.runtime().status().ready()).isTrue();
            assertThat(host.runtime().firstBrokenAudit()).isEmpty();
            assertThat(host.seams().parts().journal().open()).isEmpty();
            assertThat(host.version(HELLO)).isEqualTo("1.1.0");
            assertThat(host.call("hello_greet", "name", "Ada").string("greeting"))
                    .contains("Salut, Ada");
            assertThat(host.runtime().extension(EMAIL).summary().status()).isEqualTo("archived");
        }
    }

    private static String whole(DatabaseAddress address) {
        return address
                + address.password()
                        .map(password -> "?password=" + URLEncoder.encode(password, StandardCharsets.UTF_8))
                        .orElse("");
    }

    private static PortSet ports(String... names) {
        return Ports.of(names);
    }
}
