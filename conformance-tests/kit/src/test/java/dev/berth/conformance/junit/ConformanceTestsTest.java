/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.berth.conformance.run.CheckRequest;
import dev.berth.conformance.run.Folder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** GATE-2: the gates as tests of an author's build, run by JUnit's own launcher. */
final class ConformanceTestsTest {
    private static final String PATH = "conformance.path";

    @TempDir
    Path root;

    /** What an author writes, with the path of this test. Not found by Surefire: its name does not end in Test. */
    static final class Author implements ConformanceTests {
        @Override
        public CheckRequest request() {
            return CheckRequest.of(Path.of(System.getProperty(PATH, "")));
        }
    }

    private Map<String, String> run(Path path) {
        Map<String, String> results = new ConcurrentHashMap<>();
        System.setProperty(PATH, path.toString());
        try {
            LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectClass(Author.class))
                    .build();
            LauncherFactory.create().execute(request, new TestExecutionListener() {
                @Override
                public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                    if (test.isTest()) {
                        Optional<Throwable> thrown = result.getThrowable();
                        results.put(
                                test.getDisplayName(),
                                result.getStatus()
                                        + thrown.map(Throwable::getMessage)
                                                .map(text -> " " + text)
                                                .orElse(""));
                    }
                }
            });
        } finally {
            System.clearProperty(PATH);
        }
        return results;
    }

    @Test
    @DisplayName("GATE-2: a test for each rule, all of them green for a clean extension")
    void cleanExtensionPasses() {
        Map<String, String> results = run(new Folder(root).extension("crm-connector"));
        assertThat(results).containsEntry("GATE-33 readme-size", "SUCCESSFUL");
        assertThat(results.values()).noneMatch(text -> text.startsWith("FAILED"));
        assertThat(results.get("fixtures")).as("skipped with its reason").startsWith("ABORTED fixtures: ");
    }

    @Test
    @DisplayName("GATE-2: a finding fails the test of its rule, and no other")
    void findingFailsItsRule() {
        Folder folder = new Folder(root);
        Path extension = folder.extension("crm-connector");
        folder.write("crm-connector/README.md", "# CRM\n\nShort.\n\n## Capabilities\n\n- One.\n- Two.\n");
        Map<String, String> results = run(extension);
        assertThat(results.get("GATE-33 readme-size"))
                .startsWith("FAILED @acme/crm-connector 1.4.0")
                .contains("[readme-size]");
        assertThat(results.values().stream().filter(text -> text.startsWith("FAILED")))
                .hasSize(1);
    }

    @Test
    @DisplayName("GATE-7: a path that is not there fails, so that a typing error passes nowhere")
    void missingPathFails() {
        assertThat(run(root.resolve("nowhere")))
                .hasSize(1)
                .hasValueSatisfying(new Condition<>(
                        text -> text.startsWith("FAILED") && text.contains("[file-not-found]"), "file-not-found"));
    }
}
