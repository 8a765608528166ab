/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.host.activation.Deadlines;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said when calls between a host and its extensions go wrong (GATE-172). */
final class CallProblemsIT {
    /** The codes that have their text from here. */
    static final Set<ProblemCode> CODES =
            Set.of(ProblemCode.ACTION_FAILED, ProblemCode.CALL_ABORTED, ProblemCode.CAPABILITY_TYPE_MISMATCH);

    private static final String ENTRY = "acme.crm.Entry";

    @TempDir
    Path temp;

    private Path home() {
        return temp.resolve("home");
    }

    private Path pack(String version, EntrySource code, String... ports) {
        return ExtensionPackage.connector("@acme/crm-connector", version)
                .ports(ports)
                .entry(ENTRY, code.text())
                .writeTo(temp);
    }

    @Test
    @DisplayName("PORT-101, GATE-172: why an action failed stands in the log, and the caller is told where")
    void action() {
        Path file = pack(
                "1.4.0",
                EntrySource.of(ENTRY)
                        .register("ctx.ui().registerAction(new UiAction(\"sync\", input -> {"
                                + " throw new IllegalStateException(\"the key sk-1234 is wrong\"); }));"),
                "ui");
        try (TestHost host = TestHost.start(home())) {
            host.install(file);
            List<Problem> said = HostProblemsIT.refusal(
                    () -> host.runtime().ui().call("@acme/crm-connector", "sync", JsonObject.of(), TestHost.CALLER));
            assertThat(said.toString()).doesNotContain("sk-1234");
            Golden.judge(ProblemCode.ACTION_FAILED, said, home());
        }
    }

    @Test
    @DisplayName("LIFE-99, GATE-172: a call that outlasts the draining of its revision is given up")
    void aborted() throws Exception {
        EntrySource slow = EntrySource.of(ENTRY)
                .tool("crm_sync", "{ ctx.settings().set(\"entered\", true); Thread.sleep(600_000); return 1; }");
        Deadlines all = TestHost.DEADLINES;
        Deadlines patient = new Deadlines(
                all.config(),
                all.register(),
                all.bootstrap(),
                all.destroy(),
                Duration.ofMinutes(5),
                all.job(),
                Duration.ofMillis(100),
                all.stuck());
        try (TestHost host = TestHost.start(home(), builder -> builder.deadlines(patient));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            host.install(pack("1.4.0", slow, "settings", "mcp"));
            CompletableFuture<List<Problem>> said =
                    CompletableFuture.supplyAsync(() -> HostProblemsIT.refusal(() -> host.call("crm_sync")), threads);
            Waits.until(
                    "the call to be inside",
                    () -> !host.runtime()
                            .configuration()
                            .of(dev.berth.sdk.value.ExtensionId.of("@acme/crm-connector"), "default")
                            .settings()
                            .isEmpty());
            host.update(pack("1.5.0", slow, "settings", "mcp"));
            Golden.judge(ProblemCode.CALL_ABORTED, said.get(), home());
        }
    }

    @Test
    @DisplayName("PORT-118, GATE-172: a provider of another type is left out, and the operator is told")
    void otherType() {
        List<Problem> warnings = new CopyOnWriteArrayList<>();
        try (TestHost host = TestHost.start(home(), builder -> builder.warnings(warnings::add))) {
            host.install(ExtensionPackage.connector("@acme/mail-connector", "2.0.0")
                    .ports("capabilities")
                    .provides("mail-send", "2.0.0")
                    .entry(
                            "acme.mail.Entry",
                            EntrySource.of("acme.mail.Entry")
                                    .register("ctx.capabilities().registerProvider(\"mail-send\", this);")
                                    .text())
                    .writeTo(temp));
            host.install(pack(
                    "1.4.0",
                    EntrySource.of(ENTRY)
                            .tool(
                                    "crm_senders",
                                    "ctx.capabilities().resolveProviders(\"mail-send\", Runnable.class).size()"),
                    "capabilities",
                    "mcp"));
            assertThat(host.call("crm_senders").toString()).contains("0");
            Golden.judge(ProblemCode.CAPABILITY_TYPE_MISMATCH, warnings, home());
        }
    }
}
