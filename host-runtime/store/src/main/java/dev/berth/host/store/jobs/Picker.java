/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.jobs;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** db-scheduler as the host uses it: it finds what is due, picks it, and calls back on a virtual thread each. */
final class Picker {
    /** How many attempts may run at once. */
    private static final int AT_ONCE = 64;

    private static final Duration LOOK = Duration.ofSeconds(1);

    /** A picked job that nobody runs is one whose end could not be kept; it is found after four of these. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(30);

    /** By the time it stops, the gates of all revisions have ended what ran. */
    private static final Duration LAST_ENDS = Duration.ofSeconds(10);

    private final Scheduler scheduler;

    private Picker(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * Starts to pick.
     *
     * @param run takes the id of each job that is picked, and keeps what came of it
     * @param lost takes the id of a job that is picked and sends no sign of life
     */
    static Picker start(DataSource database, Clock clock, Consumer<String> run, Consumer<String> lost) {
        // What came of a job was kept with the job itself; the library has nothing left to do.
        CompletionHandler<Void> kept = (complete, operations) -> {};
        Task<Void> task = Tasks.custom(Schedule.TASK, Void.class)
                .onFailure((complete, operations) -> {})
                .onDeadExecution((complete, operations) ->
                        lost.accept(complete.getExecution().taskInstance.getId()))
                .execute((instance, context) -> {
                    run.accept(instance.getId());
                    return kept;
                });
        ThreadFactory threads =
                Thread.ofPlatform().daemon().name("berth-jobs-", 0).factory();
        Scheduler scheduler = Scheduler.create(database, task)
                .schedulerName(new SchedulerName.Fixed("berth"))
                .jdbcCustomization(new PlainPicking())
                .clock(clock)
                .pollingInterval(LOOK)
                .pollUsingLockAndFetch(0.5, 1)
                .threads(AT_ONCE)
                .executorService(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("berth-job-", 0).factory()))
                .dueExecutor(Executors.newSingleThreadExecutor(threads))
                .housekeeperExecutor(Executors.newSingleThreadScheduledExecutor(threads))
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(LAST_ENDS)
                .build();
        scheduler.start();
        return new Picker(scheduler);
    }

    /** Looks now; what the transaction on this thread has added is seen after its commit. */
    void look() {
        scheduler.triggerCheckForDueExecutions();
    }

    /** Picks no more. */
    void hold() {
        scheduler.pause();
    }

    /** Waits for what runs, and ends. */
    void stop() {
        scheduler.stop();
    }
}
