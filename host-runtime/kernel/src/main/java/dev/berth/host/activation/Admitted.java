/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import dev.berth.host.live.CallAborts;
import dev.berth.host.live.CallGate;
import dev.berth.host.live.Contribution;
import dev.berth.sdk.problem.ProblemException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A contribution whose gate was entered, so that its revision stays until it is left.
 *
 * @param leave leaves the gate; to be called once
 */
record Admitted<C extends Contribution>(C contribution, Runnable leave) {

    /**
     * Enters the gate of whoever contributes something now. A closed gate means that the live set has changed, or is about to:
     * look again and go there (ENG-33).
     *
     * @param find throws if nobody contributes it
     */
    static <C extends Contribution> Admitted<C> to(Supplier<C> find) {
        long start = System.nanoTime();
        while (true) {
            C found = find.get();
            CallGate gate = found.owner().gate();
            int ticket = gate.enter();
            if (ticket != CallGate.CLOSED) {
                return new Admitted<>(found, () -> gate.exit(ticket));
            }
            if (System.nanoTime() - start > gate.hold().toNanos()) {
                throw new ProblemException(CallAborts.late(found));
            }
            pause(found);
        }
    }

    private static void pause(Contribution contribution) {
        try {
            Thread.sleep(Duration.ofMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(CallAborts.held(contribution, "the caller was interrupted while it waited"));
        }
    }
}
