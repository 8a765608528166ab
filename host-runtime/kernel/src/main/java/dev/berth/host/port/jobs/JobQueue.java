/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.jobs;

import dev.berth.host.port.access.ExtensionData;
import dev.berth.sdk.value.ExtensionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where jobs are kept and what finds those that are due. What it writes joins the transaction on the thread; a job that is added
 * in one is picked after its commit, if there is one (PORT-69).
 */
public interface JobQueue extends ExtensionData {
    /** Adds a job; one whose id is known is the same job and changes nothing (PORT-94). */
    void add(Job job);

    /** Returns a job. */
    Optional<Job> find(String id);

    /** Returns up to {@code limit} jobs, newest first. */
    List<Job> list(Filter filter, int limit);

    /** Returns the names of the jobs that are to run. */
    Set<Job.Name> waiting();

    /** Keeps the progress of a job, and has it picked when it is due again. */
    void save(Job job);

    /**
     * Picks the due jobs of these names from now on, the waiting ones included. The first call looks after what ran when the host
     * last ended.
     */
    void serve(Set<Job.Name> names, Runner runner);

    /** Picks no more. */
    void hold();

    /** Waits for the end of what runs; after {@link #hold()}. */
    void stop();

    /** Which jobs; an empty part means all. */
    record Filter(
            Optional<Job.State> state,
            Optional<ExtensionId> extension,
            Optional<String> organization,
            Optional<Set<Job.Name>> names) {}

    /** What the queue calls for a job that it has picked. It tells the progress; the queue keeps it. */
    interface Runner {
        /** Makes one attempt. Empty if the worker is not there; then it was none. */
        Optional<Job.Progress> run(Job job);

        /** Judges a job that was picked and never ended, because its host did. */
        Job.Progress interrupted(Job job);

        /** Tells whether the worker of a name is there now, and its organisation may have it work. */
        boolean isServed(Job.Name name);

        /** Returns the time it judges by. */
        Instant now();

        /** Tells whether an attempt runs now. */
        boolean isRunning(String id);
    }
}
