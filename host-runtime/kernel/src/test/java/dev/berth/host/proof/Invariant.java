/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.proof;

import java.util.List;

/** What holds after every step. Each is a class of its own; one that is added later is a line here. */
@FunctionalInterface
interface Invariant {
    List<Invariant> ALL = List.of(
            new RowsAreExplained(),
            new OnlyPlannedIsTouched(),
            new RefusalsChangeNothing(),
            new PortsFollowDecisions(),
            new NeedsAreMet(),
            new PlansAreEqual(),
            new MemoryIsStore(),
            new EngineHoldsRows(),
            new NothingIsLeft(),
            new NobodyCallsTheGone());

    /** Throws an {@link AssertionError} unless it holds. */
    void check(Lab lab, Event event);
}
