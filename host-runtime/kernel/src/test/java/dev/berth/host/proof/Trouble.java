/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.proof;

import dev.berth.host.HostRuntime.Subscription;
import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.MemoryStore;
import java.time.Duration;
import java.util.function.Function;

/** What is wrong around the host while one step is taken. */
@SuppressWarnings("ImmutableEnumChecker") // what a constant does to a host has no state
enum Trouble {
    NONE(host -> () -> {}),
    FIRST_COMMIT(host -> failing(host, 0, MemoryStore.diskFull())),
    SECOND_COMMIT(host -> failing(host, 1, MemoryStore.diskFull())),
    THIRD_COMMIT(host -> failing(host, 2, MemoryStore.diskFull())),
    FOURTH_COMMIT(host -> failing(host, 3, MemoryStore.diskFull())),
    STORE_REFUSES(host -> {
        host.store.refuse(true);
        return () -> host.store.refuse(false);
    }),
    CONTENT_FULL(host -> {
        host.contents.full(true);
        return () -> host.contents.full(false);
    }),
    LISTENER(host -> {
        Subscription broken = host.runtime().onChange(generation -> {
            throw new IllegalStateException("listener");
        });
        return broken::close;
    }),
    CLOCK_BACK(host -> {
        host.clock.move(Duration.ofDays(-40));
        return () -> {};
    }),
    CLOCK_AHEAD(host -> {
        host.clock.move(Duration.ofDays(400));
        return () -> {};
    });

    private final Function<FakeHost, Runnable> begin;

    Trouble(Function<FakeHost, Runnable> begin) {
        this.begin = begin;
    }

    /** Begins; what is returned ends it. */
    Runnable begin(FakeHost host) {
        return begin.apply(host);
    }

    /** Tells whether a command may end otherwise than by its plan. */
    boolean disturbs() {
        return ordinal() >= FIRST_COMMIT.ordinal() && ordinal() <= CONTENT_FULL.ordinal();
    }

    private static Runnable failing(FakeHost host, int skip, RuntimeException thrown) {
        host.store.failCommit(skip, thrown);
        return () -> host.store.failCommit(-1, thrown);
    }
}
