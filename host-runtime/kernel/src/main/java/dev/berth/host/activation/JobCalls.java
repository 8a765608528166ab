/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import dev.berth.host.activation.HookBarrier.Frame;
import dev.berth.host.activation.HookBarrier.Result;
import dev.berth.host.live.CallGate;
import dev.berth.host.live.Contribution.Worker;
import dev.berth.host.live.LiveRegistry;
import dev.berth.host.port.jobs.Job;
import dev.berth.host.port.jobs.WorkerCaller;
import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.value.ExtensionId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Calls workers through the gate of their revision: one that is replaced finishes what it runs (PORT-96). */
public final class JobCalls implements WorkerCaller {
    private final HookBarrier barrier;
    private final Function<ExtensionId, Deadlines> deadlines;
    private final LiveRegistry live;

    public JobCalls(HookBarrier barrier, Function<ExtensionId, Deadlines> deadlines, LiveRegistry live) {
        this.barrier = barrier;
        this.deadlines = deadlines;
        this.live = live;
    }

    @Override
    public Attempt call(Job.Order order) {
        long deadline = System.nanoTime()
                + deadlines.apply(order.name().extension()).drain().toNanos();
        while (System.nanoTime() - deadline < 0) {
            Optional<Worker> worker = live.current()
                    .find(order.name().extension(), Worker.slot(order.name().text()), Worker.class)
                    .filter(found -> found.isVisibleIn(Optional.of(order.organization())));
            if (worker.isEmpty()) {
                break;
            }
            CallGate gate = worker.get().owner().gate();
            int ticket = gate.enter();
            if (ticket != CallGate.CLOSED) {
                return inside(worker.get(), order, () -> gate.exit(ticket));
            }
            if (!pause()) {
                break;
            }
        }
        return new Attempt.NoWorker();
    }

    /** A closed gate means that the live set has changed, or is about to. */
    private static boolean pause() {
        try {
            Thread.sleep(Duration.ofMillis(1));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Attempt inside(Worker worker, Job.Order order, Runnable leave) {
        Result<Boolean> result = barrier.run(
                worker.owner(),
                Work.job(worker.name(), deadlines.apply(worker.owner().id()).job()),
                new Frame(order.caller(), 0, false),
                () -> {
                    worker.handler().run(StrictJson.parse(order.payload()));
                    return true;
                },
                leave);
        return switch (result) {
            case Result.Returned<Boolean> returned -> new Attempt.Done();
            case Result.Threw<Boolean>(var problem) -> new Attempt.Failed(problem);
            case Result.TimedOut<Boolean>(var problem) -> new Attempt.Failed(problem);
            case Result.Stuck<Boolean>(var problem) -> new Attempt.Failed(problem);
            case Result.Aborted<Boolean>(var problem) -> new Attempt.Failed(problem);
        };
    }
}
