/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.jobs;

import dev.berth.host.live.Contribution.Worker;
import dev.berth.host.port.access.Binding;
import dev.berth.host.port.access.PortHandle;
import dev.berth.manifest.port.JobInput;
import dev.berth.manifest.port.PortProblems;
import dev.berth.sdk.port.JobOptions;
import dev.berth.sdk.port.JobsPort;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.Registration;
import dev.berth.sdk.value.JsonValue;
import java.time.Clock;
import java.time.Instant;

/** The jobs port (PORT-93 to PORT-96). */
public final class JobsHandle extends PortHandle implements JobsPort {
    private final Binding binding;
    private final JobInput input;
    private final JobQueue queue;
    private final Clock clock;

    /** Binds the port to a revision. */
    public JobsHandle(Binding binding, JobQueue queue, Clock clock) {
        super(binding.access(), PortName.JOBS);
        this.binding = binding;
        this.input = new JobInput(new PortProblems(owner(), access.owner().subject()));
        this.queue = queue;
        this.clock = clock;
    }

    @Override
    public JobRef enqueue(String name, JsonValue payload, JobOptions options) {
        check("enqueue", name);
        String organization = organization("enqueue");
        String taken = input.name("enqueue", name);
        String json = input.payload(taken, payload);
        Instant now = clock.instant();
        JobOptions given = input.options(taken, options, now);
        // The same key is the same id: before it is stored, while it is staged, and from many threads at once
        // (PORT-94).
        String id = given.idempotencyKey()
                .map(key -> JobIds.of(owner(), organization, key))
                .orElseGet(JobIds::fresh);
        Job.Order order = new Job.Order(
                id,
                new Job.Name(owner(), taken, organization),
                access.scope().caller(),
                json,
                given.every(),
                given.maxAttempts(),
                now);
        Job job = new Job(order, Job.Progress.due(JobInput.due(given, now)));
        binding.writes().emit(() -> queue.add(job));
        return new JobRef(id);
    }

    @Override
    public Registration registerWorker(String name, JobHandler handler) {
        check("registerWorker", name);
        String taken = input.name("registerWorker", name);
        return binding.registrations().add(new Worker(access.owner(), taken, input.handler(taken, handler)));
    }
}
