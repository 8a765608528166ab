/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.access;

import dev.berth.host.live.Caller;
import dev.berth.host.port.access.CallScope.Frame;
import dev.berth.sdk.CallContext;
import dev.berth.sdk.port.Actor;
import java.util.Optional;
import java.util.concurrent.Callable;

/** A call that an extension carries to another thread (PORT-63). */
final class CapturedCall implements CallContext {
    private final CallScope scope;
    private final Optional<Frame> frame;

    CapturedCall(CallScope scope) {
        this.scope = scope;
        this.frame = scope.frame();
    }

    @Override
    public Optional<Actor> actor() {
        return caller().actor();
    }

    @Override
    public Optional<String> organizationId() {
        return caller().organizationId();
    }

    @Override
    public Optional<String> agentId() {
        return caller().agentId();
    }

    private Caller caller() {
        return frame.map(captured -> captured.caller).orElse(Caller.NOBODY);
    }

    @Override
    public void run(Runnable task) {
        try {
            call(() -> {
                task.run();
                return true;
            });
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("A Runnable throws no checked exception", e);
        }
    }

    @Override
    public <T> T call(Callable<T> task) throws Exception {
        return scope.in(frame.orElse(null), task);
    }
}
