/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host;

import dev.berth.host.start.BootWork;
import dev.berth.sdk.port.RuntimePort.RuntimeMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Runs the phases of a boot in their order, once the store is open. */
final class BootPhases {
    private final HostConfig config;
    private final BootWork work;

    BootPhases(HostConfig config, BootWork work) {
        this.config = config;
        this.work = work;
    }

    /**
     * Runs all of them.
     *
     * @param engine empties the engine and starts it
     * @param jobs starts to run jobs
     */
    void run(Boot boot, Runnable engine, Runnable jobs) {
        boot.run(BootPhase.JOURNAL_RECOVERY, work::recover);
        boot.run(BootPhase.ENGINE_WIPE, () -> {
            engine.run();
            return List.of();
        });
        boot.skip(BootPhase.TRUST_REFRESH, "keys and blocks are this host's own, and read with each verification");
        boot.run(BootPhase.VERIFY_STORE, work::verifyStore, work::isDamaged);
        Optional<Path> bundled = config.bundled();
        if (bundled.isPresent()) {
            boot.run(BootPhase.BUNDLED_SEED, () -> work.seedBundled(bundled.get()));
        } else {
            boot.skip(BootPhase.BUNDLED_SEED, "no packages come with this host");
        }
        boot.run(BootPhase.ENGINE_LOAD, () -> work.load(config.safeMode()));
        boot.run(BootPhase.RESOLVE, work::resolve);
        boot.run(BootPhase.ACTIVATE, work::activate);
        work.endHooks();
        if (!config.safeMode()) {
            jobs.run();
        }
        boot.run(BootPhase.REQUIRED_ASSERT, work::assertRequired, work::isGuardedAbsent);
        boot.run(BootPhase.CLOSURE_REPORT, work::reportClosures);
        if (config.mode() != RuntimeMode.DEVELOPMENT) {
            boot.skip(BootPhase.DEV_FIXTURES, "this host is in production");
        } else if (config.fixtures()) {
            boot.run(BootPhase.DEV_FIXTURES, work::seedFixtures);
        } else {
            boot.skip(BootPhase.DEV_FIXTURES, Boot.OFF);
        }
        boot.run(BootPhase.COLLECT_GARBAGE, work::collectGarbage);
        boot.run(BootPhase.SERVE, List::of);
    }
}
