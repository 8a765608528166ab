/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.probe.child;

import dev.berth.sdk.CallContext;
import dev.berth.sdk.port.Actor;
import java.util.Optional;
import java.util.concurrent.Callable;

/** A call of nobody: it runs what it is handed. */
final class InertCall implements CallContext {
    @Override
    public Optional<Actor> actor() {
        return Optional.empty();
    }

    @Override
    public Optional<String> organizationId() {
        return Optional.empty();
    }

    @Override
    public Optional<String> agentId() {
        return Optional.empty();
    }

    @Override
    public void run(Runnable task) {
        task.run();
    }

    @Override
    public <T> T call(Callable<T> task) throws Exception {
        return task.call();
    }
}
