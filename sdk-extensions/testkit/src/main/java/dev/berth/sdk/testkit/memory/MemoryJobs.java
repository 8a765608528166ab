/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit.memory;

import dev.berth.manifest.json.StrictJson;
import dev.berth.manifest.port.JobInput;
import dev.berth.manifest.port.Thrown;
import dev.berth.sdk.port.JobOptions;
import dev.berth.sdk.port.JobsPort;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.Registration;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.testkit.memory.Calls.Frame;
import dev.berth.sdk.testkit.memory.RecordedJob.State;
import dev.berth.sdk.value.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A queue that the test runs by hand (PORT-93 to PORT-95). */
final class MemoryJobs implements JobsPort {
    private final MemoryHost host;
    private final JobInput input;

    MemoryJobs(MemoryHost host) {
        this.host = host;
        this.input = new JobInput(host.problems);
    }

    @Override
    public JobRef enqueue(String name, JsonValue payload, JobOptions options) {
        String organization = host.organization(PortName.JOBS, "enqueue");
        String taken = input.name("enqueue", name);
        JsonValue value = StrictJson.parse(input.payload(taken, payload));
        Instant now = host.setup.clock().instant();
        JobOptions given = input.options(taken, options, now);
        Instant due = JobInput.due(given, now);
        return host.with(held -> {
            Optional<RecordedJob> same = held.jobs.values().stream()
                    .filter(job -> job.options().idempotencyKey().isPresent()
                            && job.options().idempotencyKey().equals(given.idempotencyKey())
                            && job.organizationId().equals(organization))
                    .findFirst();
            String id = same.map(RecordedJob::id).orElse("job-" + (held.jobs.size() + 1));
            if (same.isEmpty()) {
                RecordedJob added = new RecordedJob(
                        id,
                        taken,
                        value,
                        given,
                        organization,
                        host.calls.caller().actor(),
                        State.WAITING,
                        due,
                        0,
                        Optional.empty());
                host.write(memory -> memory.jobs.put(id, added));
            }
            return new JobRef(id);
        });
    }

    @Override
    public Registration registerWorker(String name, JobHandler handler) {
        String taken = input.name("registerWorker", name);
        return host.register(Channel.WORKER, taken, "", input.handler(taken, handler));
    }

    List<RecordedJob> runDue() {
        Instant now = host.setup.clock().instant();
        List<RecordedJob> due = host.with(held -> held.jobs.values().stream()
                .filter(job -> job.state() == State.WAITING && !job.dueAt().isAfter(now))
                .sorted(Comparator.comparing(RecordedJob::dueAt))
                .toList());
        List<RecordedJob> run = new ArrayList<>();
        for (RecordedJob job : due) {
            worker(job.name()).map(worker -> attempt(job, worker, now)).ifPresent(ended -> {
                host.write(held -> held.jobs.put(ended.id(), ended));
                run.add(ended);
            });
        }
        return List.copyOf(run);
    }

    private Optional<JobHandler> worker(String name) {
        return host.with(held -> held.of(host.setup.id(), Channel.WORKER)
                .filter(worker -> worker.key().equals(name))
                .map(worker -> (JobHandler) worker.value())
                .findFirst());
    }

    private RecordedJob attempt(RecordedJob job, JobHandler worker, Instant now) {
        int attempt = job.attempts() + 1;
        Caller caller = new Caller(job.actor(), Optional.of(job.organizationId()), Optional.empty());
        Thrown failure = new Thrown(
                ProblemCode.JOB_FAILED,
                host.setup.subject(),
                "job \"" + job.name() + "\"",
                "The attempt counts; the extension and its other jobs still run.");
        try {
            host.barrier.run(failure, new Frame(caller, 0, false), () -> {
                worker.run(job.payload());
                return true;
            });
        } catch (ProblemException e) {
            boolean dead = attempt >= job.options().maxAttempts();
            return job.ended(
                    dead ? State.DEAD : State.WAITING,
                    dead ? now : now.plus(JobInput.pause(attempt)),
                    attempt,
                    Optional.of(e.problem().summary()));
        }
        Optional<Instant> again = job.options().every().map(now::plus);
        return job.ended(
                again.isPresent() ? State.WAITING : State.DONE,
                again.orElse(now),
                again.isPresent() ? 0 : attempt,
                Optional.empty());
    }
}
