/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.Kind;
import dev.berth.manifest.SemVer;
import dev.berth.manifest.VersionRange;
import dev.berth.manifest.discovery.KindReader;
import dev.berth.manifest.discovery.Viewer;
import dev.berth.sdk.port.Actor;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every reader of a kind must do (GATE-80 to GATE-87, GATE-90). To try a reader, extend this class and fill the reader's native
 * store as a case asks:
 *
 * <pre>{@code
 * final class AgentReaderTest extends DiscoveryContractTest {
 *     @Override
 *     protected KindReader reader(List<NativeRow> rows) {
 *         FakeAgentEngine engine = new FakeAgentEngine();
 *         rows.forEach(row -> engine.put(row.id(), row.scopes()));
 *         return new AgentReader(engine);
 *     }
 * }
 * }</pre>
 */
public abstract class DiscoveryContractTest {
    private static final String HERE = "org-here";
    private static final String ELSEWHERE = "org-elsewhere";
    private static final Viewer VIEWER =
            new Viewer(Optional.of(new Actor(Optional.of("ada"), Optional.of(HERE), Set.of("member"))), HERE);

    /** The states of an extension that a case names, as a host stores them. */
    private enum Status {
        ACTIVE,
        LOCKED,
        ARCHIVED,
        UNKNOWN;

        boolean isLive() {
            return this == ACTIVE || this == LOCKED;
        }
    }

    /** Makes one for subclasses. */
    protected DiscoveryContractTest() {}

    /** Returns the reader under test over a native store that holds these rows and no others. */
    protected abstract KindReader reader(List<NativeRow> rows);

    @Test
    @DisplayName("GATE-80: live and visible is present")
    void liveIsPresent() {
        expect(true, Status.ACTIVE, row("one", HERE));
    }

    @Test
    @DisplayName("GATE-81: archived is absent, though the native store still has it")
    void archivedIsAbsent() {
        expect(false, Status.ARCHIVED, row("one", HERE));
    }

    @Test
    @DisplayName("GATE-82: deleted is absent, though the native read is stale")
    void deletedIsAbsent() {
        same(Set.of(), reader(List.of(row("one", HERE))).read(List.of(), VIEWER));
    }

    @Test
    @DisplayName("GATE-83: a status outside of active and locked is absent")
    void otherStatusIsAbsent() {
        expect(false, Status.UNKNOWN, row("one", HERE));
    }

    @Test
    @DisplayName("GATE-84: locked is present")
    void lockedIsPresent() {
        expect(true, Status.LOCKED, row("one", HERE));
    }

    @Test
    @DisplayName("GATE-85: the same extension is present while active, then absent once archived")
    void walkedFromActiveToArchived() {
        KindReader reader = reader(List.of(row("one", HERE)));
        same(ids("one"), read(reader, Status.ACTIVE, "one"));
        same(Set.of(), read(reader, Status.ARCHIVED, "one"));
    }

    @Test
    @DisplayName("GATE-86: live is absent where the scoped native read leaves it out")
    void otherScopeIsAbsent() {
        expect(false, Status.ACTIVE, row("one", ELSEWHERE));
        same(Set.of(), read(reader(List.of()), Status.ACTIVE, "one"));
    }

    @Test
    @DisplayName("GATE-87: a native row without a live manifest is absent")
    void nativeRowAloneIsAbsent() {
        KindReader reader = reader(List.of(row("one", HERE), row("orphan", HERE)));
        same(ids("one"), read(reader, Status.ACTIVE, "one"));
    }

    @Test
    @DisplayName("GATE-90: the scope of the viewer decides, not that of the last one")
    void eachViewerSeesTheirs() {
        KindReader reader = reader(List.of(row("one", HERE), row("two", ELSEWHERE), row("three", HERE, ELSEWHERE)));
        same(ids("one", "three"), read(reader, Status.ACTIVE, "one", "two", "three"));
        Viewer other = new Viewer(VIEWER.actor(), ELSEWHERE);
        List<ExtensionManifest> live =
                Stream.of("one", "two", "three").map(this::manifest).toList();
        same(ids("two", "three"), reader.read(live, other));
        same(ids("one", "three"), reader.read(live, VIEWER));
    }

    private void expect(boolean present, Status status, NativeRow row) {
        String name = name(row.id());
        same(present ? ids(name) : Set.of(), read(reader(List.of(row)), status, name));
    }

    /** A host hands live extensions to a reader, and only those. */
    private Set<ExtensionId> read(KindReader reader, Status status, String... names) {
        return reader.read(
                status.isLive() ? Stream.of(names).map(this::manifest).toList() : List.of(), VIEWER);
    }

    private static void same(Set<ExtensionId> expected, Set<ExtensionId> found) {
        assertEquals(expected, Set.copyOf(found), () -> "[" + ProblemCode.DISCOVERY_CONTRACT + "]");
    }

    private NativeRow row(String name, String... scopes) {
        return new NativeRow(id(name), Set.of(scopes));
    }

    private Set<ExtensionId> ids(String... names) {
        return Set.copyOf(Stream.of(names).map(this::id).toList());
    }

    private ExtensionId id(String name) {
        return ExtensionId.of("@contract/" + name + "-" + kind());
    }

    private String name(ExtensionId id) {
        return id.name().substring(0, id.name().length() - kind().toString().length() - 1);
    }

    private Kind kind() {
        return reader(List.of()).kind();
    }

    private ExtensionManifest manifest(String name) {
        return new ExtensionManifest(
                id(name),
                SemVer.parse("1.0.0").orElseThrow(),
                kind(),
                "A case of the contract.",
                Optional.empty(),
                Optional.empty(),
                VersionRange.open(),
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                "{}");
    }
}
