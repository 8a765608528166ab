/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.berth.host.ExtensionDetail.RevisionView;
import dev.berth.host.extension.Scope;
import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.Manifests;
import dev.berth.host.fake.MemoryStore;
import dev.berth.host.lifecycle.Command.GrantChoice;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A transaction that is kept although its answer is lost, as when a connection breaks during a commit (LIFE-92). */
class LostAnswerTest {
    private static final String A = "@acme/a-connector";
    private static final String B = "@acme/b-connector";
    private static final String C = "@acme/c-connector";
    private static final int TRANSACTIONS = 10;

    private FakeHost host = new FakeHost();

    @AfterEach
    void close() {
        host.close();
    }

    /** Loses the answer of each of the transactions of a command in turn; returns the versions of the subject afterwards. */
    private Set<String> lost(List<Manifests> before, Supplier<Command> command) {
        Set<String> versions = new TreeSet<>();
        for (int skip = 0; skip < TRANSACTIONS; skip++) {
            host.close();
            host = new FakeHost();
            host.run(host.install(Manifests.of(C, "1.0.0")));
            before.forEach(manifest -> host.run(host.install(manifest)));
            host.store.loseAnswer(skip, MemoryStore.diskFull());
            Throwable thrown = catchThrowable(() -> host.run(command.get()));
            host.store.failCommit(-1, MemoryStore.diskFull());
            assertThat(thrown == null || thrown instanceof ProblemException)
                    .as("%s", thrown)
                    .isTrue();
            // Collects what nobody refers to.
            host.run(new Command.Uninstall(ExtensionId.of(C)));
            host.restart();
            versions.add(checked());
        }
        return versions;
    }

    private String checked() {
        assertThat(host.store.journal().open()).isEmpty();
        assertThat(host.store.journal().openBatches()).isEmpty();
        return host.runtime().extensions().stream()
                .map(view -> {
                    assertThat(view.state()).as("%s", view).isEqualTo("ACTIVE");
                    assertThat(host.contents.digests())
                            .containsAll(host.runtime().extension(ExtensionId.of(view.id())).revisions().stream()
                                    .map(RevisionView::packageDigest)
                                    .toList());
                    return view.version();
                })
                .toList()
                .toString();
    }

    @Test
    @DisplayName(
            "LIFE-88, LIFE-92: an install, wherever an answer is lost, is there after the next start, whole, or is not")
    void install() {
        assertThat(lost(List.of(), () -> host.install(Manifests.of(A, "1.0.0"))))
                .containsExactly("[1.0.0]", "[]");
    }

    @Test
    @DisplayName(
            "LIFE-92, LIFE-98, ENG-35: an update, wherever an answer is lost, leaves the old version or the new one")
    void update() {
        assertThat(lost(List.of(Manifests.of(A, "1.0.0")), () -> host.update(Manifests.of(A, "1.1.0"))))
                .containsExactly("[1.0.0]", "[1.1.0]");
    }

    @Test
    @DisplayName("LIFE-91, LIFE-92: of an install of several all are there, or none is")
    void batch() {
        assertThat(lost(
                        List.of(),
                        () -> new Command.InstallAll(
                                List.of(
                                        host.source(Manifests.of(A, "1.0.0"), new GrantChoice.All()),
                                        host.source(Manifests.of(B, "1.0.0"), new GrantChoice.All())),
                                List.of(),
                                Scope.PLATFORM)))
                .containsExactly("[1.0.0, 1.0.0]", "[]");
    }
}
