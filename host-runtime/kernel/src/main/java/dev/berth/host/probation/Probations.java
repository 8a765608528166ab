/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.probation;

import dev.berth.host.extension.Changes;
import dev.berth.host.extension.ExtensionRegistry;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.Transactor;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts failures of revisions on probation (LIFE-101). They are counted on any thread, without waiting; written, and judged, on the
 * lifecycle thread, so that a restart knows of them.
 */
public final class Probations {
    private static final Logger LOG = LoggerFactory.getLogger(Probations.class);

    private final ExtensionRegistry registry;
    private final Transactor transactor;
    private final Clock clock;
    private final Executor lifecycle;
    private final Map<ExtensionId, Tally> tallies = new ConcurrentHashMap<>();
    private volatile Optional<Function<InstalledExtension, Problem>> judge = Optional.empty();

    /** @param lifecycle runs things on the lifecycle thread, later */
    public Probations(ExtensionRegistry registry, Transactor transactor, Clock clock, Executor lifecycle) {
        this.registry = registry;
        this.transactor = transactor;
        this.clock = clock;
        this.lifecycle = lifecycle;
    }

    /** Sets what acts when a revision has failed its probation, and says what happened. */
    public void onFailed(Function<InstalledExtension, Problem> acts) {
        judge = Optional.of(acts);
    }

    /** Counts a failure of the code of a revision that is live; what fails on its way out has no way back. */
    public void failed(ExtensionId id, int revision) {
        registry.find(id)
                .filter(InstalledExtension::isLive)
                .filter(row -> row.current().number() == revision)
                .filter(row -> row.probation().isOn(clock.instant()))
                .ifPresent(this::count);
    }

    private void count(InstalledExtension row) {
        Tally tally = tallies.merge(row.id(), Tally.of(row), (known, fresh) -> known.isOf(row) ? known : fresh);
        tally.failures().incrementAndGet();
        // One that waits to be written takes those along that come meanwhile.
        if (tally.told().compareAndSet(false, true)) {
            lifecycle.execute(() -> write(row.id(), tally));
        }
    }

    private void write(ExtensionId id, Tally tally) {
        tally.told().set(false);
        try {
            registry.find(id)
                    .filter(InstalledExtension::isLive)
                    .filter(tally::isOf)
                    .ifPresent(row -> judge(row, tally));
        } catch (ProblemException e) {
            LOG.warn("A failure of {} on probation could not be kept; the next one is: {}", id, e.getMessage());
        }
    }

    private void judge(InstalledExtension row, Tally tally) {
        InstalledExtension counted =
                row.watched(row.probation().failed(tally.failures().get()));
        if (counted.probation().isExceeded()) {
            judge.ifPresent(acts -> LOG.warn("{}", acts.apply(counted).text()));
            tallies.remove(row.id(), tally);
        } else {
            Changes changes = new Changes();
            registry.save(counted, changes);
            changes.commit(transactor);
        }
    }
}
