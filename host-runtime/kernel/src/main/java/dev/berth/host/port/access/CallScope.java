/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.access;

import dev.berth.host.live.Caller;
import dev.berth.sdk.CallContext;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Which call runs on a thread: set by the host alone, around every call into extension code (PORT-60). */
public final class CallScope {
    private final ThreadLocal<@Nullable Frame> current = new ThreadLocal<>();

    /** One call. */
    public static final class Frame {
        final Caller caller;

        private final int depth;
        private final boolean registering;
        private volatile boolean over;

        Frame(Caller caller, int depth, boolean registering) {
            this.caller = caller;
            this.depth = depth;
            this.registering = registering;
        }

        /** Tells whether a {@code register} hook runs. */
        public boolean isRegistering() {
            return registering;
        }
    }

    /** Runs work as a new call on this thread. */
    public <T> T within(Caller caller, int depth, boolean registering, Callable<T> work) throws Exception {
        Frame frame = new Frame(caller, depth, registering);
        try {
            return in(frame, work);
        } finally {
            frame.over = true;
        }
    }

    /** Carries a captured call to this thread; after its end there is no call (PORT-63). */
    <T> T in(@Nullable Frame frame, Callable<T> work) throws Exception {
        Frame before = current.get();
        current.set(frame);
        try {
            return work.call();
        } finally {
            current.set(before);
        }
    }

    /** Returns the call on this thread, unless it has ended. */
    public Optional<Frame> frame() {
        Frame frame = current.get();
        return frame == null || frame.over ? Optional.empty() : Optional.of(frame);
    }

    /** Captures the call on this thread, for other threads (PORT-63). */
    public CallContext capture() {
        return new CapturedCall(this);
    }

    /** Returns for whom the call on this thread runs. */
    public Caller caller() {
        return frame().map(frame -> frame.caller).orElse(Caller.NOBODY);
    }

    /** Returns how deep the call on this thread is. */
    public int depth() {
        return frame().map(frame -> frame.depth).orElse(0);
    }
}
