/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.jobs;

import dev.berth.host.audit.AuditEvent;
import dev.berth.host.audit.AuditEvent.JobCancelled;
import dev.berth.host.audit.AuditEvent.JobRestarted;
import dev.berth.host.audit.AuditLog;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Transactor;
import dev.berth.host.port.jobs.JobView.State;
import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The jobs of all extensions, for those who look after the host. */
public final class Jobs {
    /** The most that a list has. */
    public static final int MOST = 1000;

    private final JobQueue queue;
    private final JobRuns runs;
    private final Transactor transactor;
    private final AuditLog audit;
    private final Clock clock;

    Jobs(JobQueue queue, JobRuns runs, Transactor transactor, AuditLog audit, Clock clock) {
        this.queue = queue;
        this.runs = runs;
        this.transactor = transactor;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Which jobs; an empty part means all.
     *
     * @param limit at most {@link #MOST}
     */
    public record Query(
            Optional<State> state, Optional<ExtensionId> extension, Optional<String> organization, int limit) {}

    /** Returns the jobs of a query, newest first. */
    public List<JobView> list(Query query) {
        int limit = Math.clamp(query.limit(), 0, MOST);
        Set<String> running = runs.running();
        // What runs is not in the rows: those that do are asked for, or are too many in the answer.
        List<Job> found = query.state().equals(Optional.of(State.RUNNING))
                ? running.stream().map(queue::find).flatMap(Optional::stream).toList()
                : queue.list(filter(query), limit + running.size());
        return found.stream()
                .filter(job -> query.extension()
                        .map(job.order().name().extension()::equals)
                        .orElse(true))
                .filter(job -> query.organization()
                        .map(job.order().organization()::equals)
                        .orElse(true))
                .map(this::view)
                .filter(view -> query.state().map(view.state()::equals).orElse(true))
                .limit(limit)
                .toList();
    }

    private JobQueue.Filter filter(Query query) {
        return new JobQueue.Filter(
                query.state().map(Jobs::kept),
                query.extension(),
                query.organization(),
                query.state().flatMap(this::names));
    }

    private static Job.State kept(State state) {
        return switch (state) {
            case WAITING, RUNNING, PAUSED -> Job.State.WAITING;
            case DEAD -> Job.State.DEAD;
            case DONE -> Job.State.DONE;
            case CANCELLED -> Job.State.CANCELLED;
        };
    }

    private Optional<Set<Job.Name>> names(State state) {
        return switch (state) {
            case WAITING -> Optional.of(waiting(true));
            case PAUSED -> Optional.of(waiting(false));
            case RUNNING, DEAD, DONE, CANCELLED -> Optional.empty();
        };
    }

    private Set<Job.Name> waiting(boolean served) {
        return queue.waiting().stream()
                .filter(name -> runs.isServed(name) == served)
                .collect(Collectors.toSet());
    }

    /** Answers {@code job-unknown} unless there is a job of this id in an organisation. */
    public void requireIn(String organization, String id) {
        if (!require(id).order().organization().equals(organization)) {
            throw unknown(id);
        }
    }

    /** Returns a job with its payload; {@code job-unknown} if there is none. */
    public JobView show(String id) {
        Job job = require(id);
        return view(job).with(StrictJson.parse(job.order().payload()));
    }

    /** Makes a dead job due now, with all its attempts; any other is {@code job-not-dead}. */
    public JobView restart(String id, By by) {
        return change(
                id,
                job -> {
                    if (job.progress().state() != Job.State.DEAD) {
                        throw notDead(job);
                    }
                    AuditEvent event = new JobRestarted(
                            job.order().name().extension(),
                            id,
                            job.order().name().text());
                    return new Change(job.with(Job.Progress.due(clock.instant())), Optional.of(event));
                },
                by);
    }

    /** Has a job not run any more; an attempt that runs ends as it does. One that has ended stays as it is. */
    public JobView cancel(String id, By by) {
        return change(
                id,
                job -> {
                    if (job.progress().state() != Job.State.WAITING
                            && job.progress().state() != Job.State.DEAD) {
                        return new Change(job, Optional.empty());
                    }
                    Job.Progress cancelled = new Job.Progress(
                            Job.State.CANCELLED,
                            job.progress().attempts(),
                            clock.instant(),
                            job.progress().problem());
                    AuditEvent event = new JobCancelled(
                            job.order().name().extension(),
                            id,
                            job.order().name().text());
                    return new Change(job.with(cancelled), Optional.of(event));
                },
                by);
    }

    private record Change(Job job, Optional<AuditEvent> event) {}

    private JobView change(String id, Function<Job, Change> rule, By by) {
        return view(transactor.within(() -> {
            Change change = rule.apply(require(id));
            change.event().ifPresent(event -> {
                queue.save(change.job());
                audit.append(event, by);
            });
            return change.job();
        }));
    }

    private Job require(String id) {
        return queue.find(id).orElseThrow(() -> unknown(id));
    }

    private static ProblemException unknown(String id) {
        return new ProblemException(Problem.of(
                        ProblemCode.JOB_UNKNOWN,
                        "job",
                        "This host keeps no job of this id; jobs that ended are kept for seven days. Nothing was changed.")
                .fact("job", id)
                .operator("see the jobs that it keeps: berth jobs"));
    }

    private ProblemException notDead(Job job) {
        return new ProblemException(Problem.of(
                        ProblemCode.JOB_NOT_DEAD,
                        job.order().name().extension().value(),
                        job.subject() + " needs to be dead to be restarted; it is " + state(job)
                                + ". Nothing was changed.")
                .fact("job", job.order().id())
                .fact("state", state(job))
                .operator("see it: berth jobs show " + job.order().id()));
    }

    private JobView view(Job job) {
        return JobView.of(job, state(job));
    }

    private State state(Job job) {
        return switch (job.progress().state()) {
            case DEAD -> State.DEAD;
            case DONE -> State.DONE;
            case CANCELLED -> State.CANCELLED;
            case WAITING -> {
                if (runs.isRunning(job.order().id())) {
                    yield State.RUNNING;
                }
                yield runs.isServed(job.order().name()) ? State.WAITING : State.PAUSED;
            }
        };
    }
}
