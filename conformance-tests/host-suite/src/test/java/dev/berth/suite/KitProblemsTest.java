/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import dev.berth.conformance.GateId;
import dev.berth.conformance.engine.Report;
import dev.berth.conformance.host.HostChecks;
import dev.berth.conformance.run.CheckRequest;
import dev.berth.conformance.run.Conformance;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.host.lifecycle.Command.GrantChoice;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the kit says of hosts and their modules (GATE-91, GATE-136, GATE-172). */
final class KitProblemsTest {
    /** The codes that have their text from here. */
    static final Set<ProblemCode> CODES =
            Set.of(ProblemCode.HOST_GRANT_LEAK, ProblemCode.EXTENSION_ID_IN_HOST, ProblemCode.DISCOVERY_BYPASS);

    @TempDir
    Path temp;

    /** A module of a host, which has no manifest. */
    private List<Problem> module(String source) throws IOException {
        Path jar = Files.write(
                temp.resolve("host-routes.jar"),
                ExtensionPackage.connector("@host/routes-connector", "1.0.0")
                        .manifestText(text -> "")
                        .against(
                                ExtensionPackage.connector("@host/reader-connector", "1.0.0")
                                        .source(
                                                "dev.berth.manifest.discovery.KindReader",
                                                "package dev.berth.manifest.discovery; public interface KindReader {"
                                                        + " java.util.Set<String> read(java.util.List<String> live, Object viewer); }"))
                        .source(
                                "dev.berth.host.routes.Lists",
                                "package dev.berth.host.routes; class Lists { " + source + " }")
                        .bytes());
        return new Conformance()
                .run(CheckRequest.of(jar).withGates(Set.of(GateId.DISCOVERY)).withProbe(false)).findings().stream()
                        .map(Report.Entry::problem)
                        .toList();
    }

    @Test
    @DisplayName(
            "GATE-91, GATE-S19, GATE-172: a host module that knows an extension, and one that reads past discovery")
    void modules() throws IOException {
        Golden.judge(
                ProblemCode.EXTENSION_ID_IN_HOST,
                module("boolean special(String id) { return id.equals(\"@acme/crm-connector\"); }"),
                temp);
        Golden.judge(
                ProblemCode.DISCOVERY_BYPASS,
                module("java.util.Set<String> all(dev.berth.manifest.discovery.KindReader reader) {"
                        + " return reader.read(java.util.List.of(), this); }"),
                temp);
    }

    @Test
    @DisplayName("GATE-136, GATE-172: a host that grants what nobody approved")
    void leak() {
        HostChecks checks = new HostChecks(
                () -> OurHost.start(temp.resolve("home"), granted -> new GrantChoice.All()),
                temp,
                Duration.ofSeconds(30));
        List<Problem> said = checks.all().stream()
                .filter(check -> check.name().startsWith("nothing granted"))
                .flatMap(check -> check.run().stream())
                .filter(problem -> problem.summary().contains(" secrets.get"))
                .toList();
        Golden.judge(ProblemCode.HOST_GRANT_LEAK, said, temp);
    }
}
