/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.host.Report;
import dev.berth.host.lifecycle.Command;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole host judges packages beside what is live, also after a restart. */
final class LiveViewIT {
    private static final String API = "com.acme.mail.api.Mail";

    @TempDir
    Path home;

    @TempDir
    Path work;

    private static ExtensionPackage connector(String id) {
        String entry = id.substring(1, id.indexOf('/')) + ".Entry";
        return ExtensionPackage.connector(id, "1.0.0")
                .entry(entry, EntrySource.of(entry).text());
    }

    private static ExtensionPackage exporter(String id) {
        return connector(id)
                .source(API, "package com.acme.mail.api; public interface Mail {}")
                .header("Export-Package", "com.acme.mail.api");
    }

    private void refuses(TestHost host, ExtensionPackage extension, ProblemCode code) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> host.install(extension.writeTo(work)))
                .satisfies(thrown ->
                        assertThat(thrown.problems()).extracting(Problem::code).contains(code));
    }

    @Test
    @DisplayName(
            "MAN-73, MAN-74, MAN-45, MAN-115: exports, imports, roles and claims are judged beside what is live, also after a restart")
    void beside() {
        ExtensionPackage mail = exporter("@acme/mail-connector")
                .block("roles", "[\"mail-sender\"]")
                .block("owns", "[\"email-send\"]");
        try (TestHost host = TestHost.start(home)) {
            Report report = host.install(mail.writeTo(work));
            assertThat(report.plan().warnings())
                    .extracting(Problem::code)
                    .contains(ProblemCode.CAPABILITY_CLAIM_PENDING);
            judged(host);
            host.install(connector("@beta/user-connector")
                    .requires("@acme/mail-connector", "^1")
                    .imports("com.acme.mail.api")
                    .writeTo(work));
        }
        try (TestHost host = TestHost.start(home)) {
            assertThat(host.runtime().extensions())
                    .extracting(view -> view.state())
                    .containsOnly("ACTIVE");
            judged(host);
            host.apply(new Command.Archive(connector("@beta/user-connector").id()));
            host.apply(new Command.Restore(connector("@beta/user-connector").id()));
            assertThat(host.state(connector("@beta/user-connector").id())).isEqualTo("ACTIVE");
        }
    }

    private void judged(TestHost host) {
        refuses(host, exporter("@gamma/mail-connector"), ProblemCode.EXPORT_FOREIGN);
        refuses(host, connector("@gamma/user-connector").imports("com.acme.mail.api"), ProblemCode.IMPORT_UNDECLARED);
        refuses(host, connector("@gamma/role-connector").block("roles", "[\"mail-sender\"]"), ProblemCode.ROLE_CLAIMED);
        assertThat(host.runtime().extensions()).extracting(view -> view.id()).noneMatch(id -> id.startsWith("@gamma/"));
    }
}
