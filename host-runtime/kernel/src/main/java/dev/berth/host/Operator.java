/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host;

import dev.berth.host.audit.By;
import dev.berth.host.lifecycle.PurgeRun;
import dev.berth.sdk.port.RuntimePort.RuntimeMode;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** What only the operator of a host may do (LIFE-166); whoever hands this out has made sure who asks. */
public final class Operator {
    private final PurgeRun purge;
    private final Turn turn;
    private final Kernel kernel;

    Operator(Kernel kernel, HostConfig config, Turn turn) {
        this.kernel = kernel;
        this.turn = turn;
        this.purge = new PurgeRun(
                kernel.world(),
                new PurgeRun.Terms(
                        config.mode() == RuntimeMode.DEVELOPMENT,
                        config.database().map(DatabaseAddress::hosts).orElse(List.of()),
                        config.productionDatabases()));
    }

    /** Runs work when it is its turn among all changes. */
    @FunctionalInterface
    interface Turn {
        Report take(Callable<Report> work);
    }

    /**
     * Deletes every trace of an extension (LIFE-118).
     *
     * @param digest of the plan that was shown
     */
    public Report purge(ExtensionId id, Optional<String> digest, By by) {
        return turn.take(
                () -> Report.of(purge.apply(id, digest, by), kernel.live().generation()));
    }
}
