/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk;

import dev.berth.sdk.port.Actor;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * For whom a call runs: actor, organisation and agent, taken together from one trusted place (PORT-60).
 *
 * <p>Threads that an extension starts do not inherit it; carry it with {@link #run} (PORT-63). It ends with the call it was
 * captured in.
 */
@ProviderType
public interface CallContext {
    /** Returns who calls. */
    Optional<Actor> actor();

    /** Returns the organisation the call runs for. */
    Optional<String> organizationId();

    /** Returns the agent on whose behalf the actor calls. */
    Optional<String> agentId();

    /** Runs a task in this context, on the calling thread. */
    void run(Runnable task);

    /** Runs a task in this context, on the calling thread, and returns its result. */
    <T> T call(Callable<T> task) throws Exception;
}
