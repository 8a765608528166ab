/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.extension.Changes;
import dev.berth.host.extension.Scope;
import dev.berth.host.fake.Manifests;
import dev.berth.host.fake.MemoryStore;
import dev.berth.host.identity.Tenancy;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.Kind;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The handlers by themselves. */
class HandlersTest {
    private static final ExtensionId REPORT = ExtensionId.of("@acme/report-artifact");

    private final MemoryStore store = new MemoryStore();

    private static NativeRow type() {
        return new NativeRow(
                REPORT, Kind.ARTIFACT, Scope.PLATFORM, "d", NativeRow.Part.TYPE, REPORT.value(), "{}", false);
    }

    @Test
    @DisplayName("LIFE-94: a type outlives its extension, archived, while there are objects of it; then it goes")
    void typeIsKept() {
        AtomicBoolean objects = new AtomicBoolean(true);
        Kinds kinds = new Kinds(store.natives(), Tenancy.SINGLE, revision -> Optional.empty(), id -> objects.get());
        store.natives().save(type());
        kinds.load();
        Changes first = new Changes();
        kinds.deleted(REPORT, first);
        first.commit(store.transactor());
        assertThat(store.nativeRows()).containsExactly(REPORT + " type " + REPORT + " for the platform, archived");
        objects.set(false);
        Changes second = new Changes();
        kinds.deleted(REPORT, second);
        second.commit(store.transactor());
        assertThat(store.nativeRows()).isEmpty();
    }

    @Test
    @DisplayName("LIFE-93: a kind without a handler is kind-handler-missing, and the kinds that there are are named")
    void handlerMissing() {
        Kinds kinds = new Kinds(new NativeBook(store.natives()), List.of(), revision -> Optional.empty());
        ExtensionManifest agent =
                Manifests.of("@acme/a-agent", "1.0.0").kind(Kind.AGENT).make();
        List<Problem> problems = kinds.preflight(agent, Scope.PLATFORM);
        assertThat(problems).extracting(Problem::code).containsExactly(ProblemCode.KIND_HANDLER_MISSING);
        assertThat(problems.get(0).summary()).contains("of kind agent", "the kinds connector");
        assertThat(kinds.preflight(Manifests.of("@acme/a-connector", "1.0.0").make(), Scope.PLATFORM))
                .isEmpty();
    }

    @Test
    @DisplayName("LIFE-94: an agent's skills are removed before its flow")
    void order() {
        assertThat(NativeRow.Part.SKILL).isLessThan(NativeRow.Part.FLOW);
        ExtensionId agent = ExtensionId.of("@acme/a-agent");
        NativeBook book = new NativeBook(store.natives());
        Changes changes = new Changes();
        book.save(
                List.of(
                        new NativeRow(agent, Kind.AGENT, Scope.PLATFORM, "d", NativeRow.Part.FLOW, "f", "{}", false),
                        new NativeRow(agent, Kind.AGENT, Scope.PLATFORM, "d", NativeRow.Part.SKILL, "z", "{}", false)),
                changes);
        changes.commit(store.transactor());
        assertThat(book.of(agent)).extracting(NativeRow::name).containsExactly("z", "f");
    }
}
