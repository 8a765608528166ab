/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit.memory;

import dev.berth.sdk.CallContext;
import dev.berth.sdk.port.Actor;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Which call runs on which thread. The thread that made the context is in a call from the start; others are in none (PORT-63). */
final class Calls {
    private final ThreadLocal<@Nullable Frame> current = new ThreadLocal<>();

    /** Where there is no call. */
    private final Caller nobody;

    /** One call. */
    static final class Frame {
        final Caller caller;
        final int depth;
        final boolean registering;
        private volatile boolean over;

        Frame(Caller caller, int depth, boolean registering) {
            this.caller = caller;
            this.depth = depth;
            this.registering = registering;
        }
    }

    Calls(Caller here, Caller nobody) {
        this.nobody = nobody;
        current.set(new Frame(here, 0, false));
    }

    <T> T within(Frame frame, Callable<T> work) throws Exception {
        try {
            return in(frame, work);
        } finally {
            frame.over = true;
        }
    }

    private <T> T in(@Nullable Frame frame, Callable<T> work) throws Exception {
        Frame before = current.get();
        current.set(frame);
        try {
            return work.call();
        } finally {
            current.set(before);
        }
    }

    /** Returns the call on this thread, unless it has ended. */
    Frame frame() {
        Frame frame = current.get();
        return frame == null || frame.over ? new Frame(nobody, 0, false) : frame;
    }

    Caller caller() {
        return frame().caller;
    }

    CallContext capture() {
        return new CapturedCall(this, frame());
    }

    /** A call that is carried to other threads; it ends with the call that it was captured in (PORT-63). */
    private record CapturedCall(Calls calls, Frame frame) implements CallContext {
        @Override
        public Optional<Actor> actor() {
            return frame.caller.actor();
        }

        @Override
        public Optional<String> organizationId() {
            return frame.caller.organizationId();
        }

        @Override
        public Optional<String> agentId() {
            return frame.caller.agentId();
        }

        @Override
        public void run(Runnable task) {
            Frame before = calls.current.get();
            calls.current.set(frame);
            try {
                task.run();
            } finally {
                calls.current.set(before);
            }
        }

        @Override
        public <T> T call(Callable<T> task) throws Exception {
            return calls.in(frame, task);
        }
    }
}
