/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.host.lifecycle.Command;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host links the byte code of what comes in with the classes of what is live, before a line of it runs (LIFE-82). */
final class LinkIT {
    private static final String API = "com.acme.mail.api.Mail";

    @TempDir
    Path home;

    @TempDir
    Path work;

    private static ExtensionPackage mail(String version, String method) {
        return ExtensionPackage.connector("@acme/mail-connector", version)
                .entry("acme.mail.Entry", EntrySource.of("acme.mail.Entry").text())
                .source(API, "package com.acme.mail.api; public class Mail { public void " + method + "() { } }")
                .header("Export-Package", "com.acme.mail.api");
    }

    private static ExtensionPackage crm(String version, ExtensionPackage compiledWith, String method) {
        return ExtensionPackage.connector("@acme/crm-connector", version)
                .entry(
                        "acme.crm.Entry",
                        EntrySource.of("acme.crm.Entry")
                                .register("new " + API + "()." + method + "();")
                                .text())
                .against(compiledWith)
                .requires("@acme/mail-connector", "^1")
                .imports("com.acme.mail.api");
    }

    private static List<Problem> errors(List<Problem> problems) {
        return problems.stream().filter(Problem::isError).toList();
    }

    @Test
    @DisplayName("GATE-97, LIFE-82: install and update against the classes of the live provider, also after a restart")
    void againstTheLiveProvider() {
        ExtensionPackage old = mail("1.0.0", "send");
        ExtensionPackage next = mail("1.1.0", "sendAll");
        Path early = crm("1.0.0", next, "sendAll").writeTo(work);
        try (TestHost host = TestHost.start(home)) {
            host.install(old.writeTo(work));
            refuses(host, () -> host.install(early));
        }
        try (TestHost host = TestHost.start(home)) {
            refuses(host, () -> host.install(early));
            host.install(crm("0.9.0", old, "send").writeTo(work));
            refuses(host, () -> host.update(early));
            assertThat(host.version(crm("0.9.0", old, "send").id())).isEqualTo("0.9.0");
        }
    }

    private static void refuses(TestHost host, ThrowingCallable change) {
        Footprint before = Footprint.of(host);
        assertThat(errors(HostProblemsIT.refusal(change))).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.ABI_LINK_BROKEN);
            assertThat(problem.text())
                    .contains("needs com.acme.mail.api.Mail.sendAll() of @acme/mail-connector", "acme/crm/Entry.class");
        });
        assertThat(Footprint.of(host)).isEqualTo(before);
    }

    @Test
    @DisplayName("ENG-31, LIFE-S29: a provider that lacks what live code calls, or imports, is refused by its plan")
    void againstTheLiveDependents() {
        ExtensionPackage old = mail("1.0.0", "send");
        Path other = mail("1.1.0", "sendAll").writeTo(work);
        Path bare = ExtensionPackage.connector("@acme/mail-connector", "1.2.0")
                .entry("acme.mail.Entry", EntrySource.of("acme.mail.Entry").text())
                .writeTo(work);
        Path good = mail("1.3.0", "send").writeTo(work);
        try (TestHost host = TestHost.start(home)) {
            host.install(old.writeTo(work));
            host.install(crm("0.9.0", old, "send").writeTo(work));
            breaks(host, other, ProblemCode.ABI_LINK_BROKEN, "com.acme.mail.api.Mail.send()");
            breaks(host, bare, ProblemCode.IMPORT_UNRESOLVED, "com.acme.mail.api");
            host.update(good);
            assertThat(host.version(old.id())).isEqualTo("1.3.0");
            assertThat(host.state(crm("0.9.0", old, "send").id())).isEqualTo("ACTIVE");
        }
    }

    private static void breaks(TestHost host, Path next, ProblemCode why, String lacks) {
        Footprint before = Footprint.of(host);
        long generation = host.runtime().status().generation();
        Command update = new Command.Update(TestHost.source(next, new Command.GrantChoice.All()));
        Problem refusal =
                HostProblemsIT.refusal(() -> host.runtime().plan(update)).get(0);
        assertThat(refusal.code()).isEqualTo(ProblemCode.UPDATE_BREAKS_DEPENDENTS);
        assertThat(refusal.summary()).contains("@acme/crm-connector 0.9.0");
        assertThat(refusal.causes()).extracting(Problem::code).contains(why);
        assertThat(refusal.causes().toString()).contains(lacks);
        assertThat(Footprint.of(host)).isEqualTo(before);
        assertThat(host.runtime().status().generation()).isEqualTo(generation);
    }
}
