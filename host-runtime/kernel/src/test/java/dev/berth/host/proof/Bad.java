/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.proof;

import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.Revision;
import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.Manifests;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.time.Duration;
import java.util.function.Consumer;

/** What can become of one that was well when it came in, before the host starts again. */
@SuppressWarnings("ImmutableEnumChecker") // what a constant does has no state
enum Bad {
    CONSTRUCTOR_THROWS(code(Fault.CONSTRUCT)),
    CONFIG_CLOSED(code(Fault.CONFIG)),
    REGISTER_THROWS(code(Fault.REGISTER)),
    BOOTSTRAP_THROWS(code(Fault.BOOTSTRAP)),
    UNRESOLVED(code(Fault.UNRESOLVED)),
    REGISTER_HANGS(code(Fault.REGISTER_HANGS)),
    BOOTSTRAP_STUCK(code(Fault.BOOTSTRAP_STUCK)),
    MANIFEST_UNREADABLE((host, row) -> host.verifier.fault(row.id().value(), ProblemCode.MANIFEST_UNREADABLE)),
    ABI_OUT_OF_RANGE((host, row) -> host.verifier.fault(row.id().value(), ProblemCode.ABI_OUT_OF_RANGE)),
    CONTENT_CHANGED((host, row) -> host.contents.damage(row.current().packageDigest())),
    ROW_UNREADABLE((host, row) -> host.store.unreadable(row.id())),
    ROW_GONE((host, row) -> host.store.extensions().delete(row.id())),
    DEPENDENCY_MISSING(manifest(made -> made.needs("@acme/absent-connector", "*"))),
    CAPABILITY_MISSING(manifest(made -> made.capability("nothing", "^9", 1))),
    NEEDS_ITSELF(manifest(made -> made.provides("own", "1.0.0").capability("own", "^1", 1)));

    /** After this a hook that hangs ends, so that no thread stays for good. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Harm harm;

    Bad(Harm harm) {
        this.harm = harm;
    }

    /** Does it to a row of a host. */
    @FunctionalInterface
    interface Harm {
        void on(FakeHost host, InstalledExtension row);
    }

    void on(FakeHost host, String id) {
        host.store.extensions().load().rows().stream()
                .filter(row -> row.id().equals(ExtensionId.of(id)))
                .forEach(row -> harm.on(host, row));
    }

    private static Harm code(Fault fault) {
        return (host, row) -> {
            long end = System.nanoTime() + LONGEST.toNanos();
            fault.into(host.engine, row.current().subject(), () -> System.nanoTime() - end > 0);
        };
    }

    /** Its row says that it needs more than it did. */
    private static Harm manifest(Consumer<Manifests> more) {
        return (host, row) -> {
            Manifests made = Manifests.of(row.id().value(), "1.0.0");
            row.manifest().dependencies().forEach(made::edge);
            more.accept(made);
            host.store.extensions().save(row.updatedTo(with(row.current(), made.make())));
        };
    }

    private static Revision with(Revision is, ExtensionManifest manifest) {
        return new Revision(
                manifest,
                is.number() + 1,
                is.packageDigest(),
                is.contentDigest(),
                is.tier(),
                is.origin(),
                is.installedAt());
    }
}
