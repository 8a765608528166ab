/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.port;

import dev.berth.sdk.value.JsonValue;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

/** A durable queue of this extension, delivered at least once (PORT-93 to PORT-96). */
@ProviderType
public interface JobsPort {
    /** Queues a job with a payload of less than 256 KB. */
    JobRef enqueue(String name, JsonValue payload, JobOptions options);

    /** Sets the one worker of a name. */
    Registration registerWorker(String name, JobHandler handler);

    /** Names a queued job. */
    record JobRef(String id) {}

    /** The work of a job. A throw is a failed attempt. */
    @ConsumerType
    @FunctionalInterface
    interface JobHandler {
        /** Runs one attempt, on a virtual thread, under a deadline. */
        void run(JsonValue payload) throws Exception;
    }
}
