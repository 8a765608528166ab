/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.proof;

import dev.berth.host.fake.FakeEngine;
import dev.berth.host.fake.Script;
import dev.berth.sdk.ConfigGate;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

/** What is wrong with the code of one version. */
@SuppressWarnings("ImmutableEnumChecker") // what a constant does to a script has no state
enum Fault {
    NONE(false, (script, hang) -> {}),
    CONSTRUCT(true, (script, hang) -> script.onConstruct(Fault::boom)),
    CONFIG(
            true,
            (script, hang) -> script.config(new ConfigGate() {
                @Override
                public boolean enabled() {
                    return false;
                }
            })),
    REGISTER(
            true,
            (script, hang) -> script.onRegister(ctx -> {
                ctx.settings().set("left", 1);
                boom();
            })),
    BOOTSTRAP(
            true,
            (script, hang) -> script.onBootstrap(ctx -> {
                ctx.settings().set("left", 1);
                boom();
            })),
    DESTROY(false, (script, hang) -> script.onDestroy(ctx -> boom())),
    UNRESOLVED(true, (script, hang) -> {}),
    REGISTER_HANGS(true, (script, hang) -> script.onRegister(ctx -> sleep(false, hang))),
    BOOTSTRAP_STUCK(true, (script, hang) -> script.onBootstrap(ctx -> sleep(true, hang))),
    DESTROY_STUCK(false, (script, hang) -> script.onDestroy(ctx -> sleep(true, hang)));

    /** Whether a version with it must never be active. */
    final boolean prevents;

    private final BiConsumer<Script, Released> fault;

    Fault(boolean prevents, BiConsumer<Script, Released> fault) {
        this.prevents = prevents;
        this.fault = fault;
    }

    /** Tells when hooks that hang may end, so that no thread outlives its history. */
    interface Released {
        boolean now();
    }

    /** Whether a deadline has to pass before it shows. */
    boolean isSlow() {
        return ordinal() >= REGISTER_HANGS.ordinal();
    }

    void into(FakeEngine engine, String subject, Released released) {
        fault.accept(engine.script(subject), released);
        if (this == UNRESOLVED) {
            engine.refuse(subject);
        }
    }

    private static void boom() {
        throw new IllegalStateException("boom");
    }

    private static void sleep(boolean ignoringInterruption, Released released) {
        while (!released.now()
                && (ignoringInterruption || !Thread.currentThread().isInterrupted())) {
            LockSupport.parkNanos(1_000_000);
            if (ignoringInterruption) {
                Thread.interrupted();
            }
        }
    }
}
