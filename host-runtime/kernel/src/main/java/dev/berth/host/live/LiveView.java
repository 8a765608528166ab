/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.live;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * The live set as one revision sees it: while it is staged, the set that would be; once swapped in, the set that is; while it
 * drains, the set it was part of, so that its last calls meet the peers they began with (LIFE-96, I4).
 */
public final class LiveView {
    private volatile AtomicReference<LiveSet> source;

    private LiveView(AtomicReference<LiveSet> source) {
        this.source = source;
    }

    /** Sees what is live. */
    public static LiveView live(LiveRegistry registry) {
        return new LiveView(registry.reference());
    }

    /** Sees a set that is being staged; the views of one transition share it. */
    public static LiveView staged(LiveView.Staging staging) {
        return new LiveView(staging.candidate);
    }

    /** Returns the set. */
    public LiveSet get() {
        return source.get();
    }

    /** Follows the live set from now on. */
    public void goLive(LiveRegistry registry) {
        source = registry.reference();
    }

    /** Stays at a set from now on. */
    public void freeze(LiveSet set) {
        source = new AtomicReference<>(set);
    }

    /** The set that would be, while a transition stages it. */
    public static final class Staging {
        private final AtomicReference<LiveSet> candidate;

        /** Starts from a set. */
        public Staging(LiveSet start) {
            this.candidate = new AtomicReference<>(start);
        }

        /** Changes what the staged revisions see. */
        public void change(UnaryOperator<LiveSet> change) {
            candidate.updateAndGet(change);
        }
    }
}
