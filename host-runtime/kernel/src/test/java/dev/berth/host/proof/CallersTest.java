/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.proof.Register.Read;
import dev.berth.host.proof.Register.Write;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Random histories while eight threads call what they bring and take away; {@code -Dberth.cases} plays a tenth as many. */
class CallersTest {
    private static final int CASES = Integer.getInteger("berth.cases", 150) / 10;
    private static final long SEED = Long.getLong("berth.seed", 0);
    private static final int CALLERS = 8;

    @Test
    @DisplayName(
            "I3, I4, I6, I10, ENG-33, LIFE-106: callers see each extension change at one instant within the operation that"
                    + " changes it; no call fails, none runs in code that was destroyed")
    void linearisable() throws InterruptedException {
        long calls = 0;
        for (long seed = SEED; seed < SEED + CASES; seed++) {
            calls += played(History.calm(seed));
        }
        assertThat(calls).as("calls that were judged").isGreaterThan(CASES * 100L);
    }

    private static long played(History history) throws InterruptedException {
        try (Lab lab = new Lab(history, false)) {
            Map<Integer, List<Write>> writes = new HashMap<>();
            Callers callers = Callers.start(lab, CALLERS);
            for (Step step : history.steps()) {
                long start = System.nanoTime();
                Event event = lab.play(step);
                long end = System.nanoTime();
                for (int node = 0; node < lab.graph.size(); node++) {
                    String after = live(event.after(), lab, node);
                    if (stops(event, node)) {
                        writes.computeIfAbsent(node, key -> new ArrayList<>()).add(new Write(start, end, Callers.NONE));
                        writes.get(node).add(new Write(start, end, after));
                    } else if (!after.equals(live(event.before(), lab, node))) {
                        writes.computeIfAbsent(node, key -> new ArrayList<>()).add(new Write(start, end, after));
                    }
                }
            }
            assertThat(callers.stop()).as("%s", history).isEmpty();
            assertThat(lab.presence.ghosts()).as("%s", history).isEmpty();
            long calls = 0;
            for (int node = 0; node < lab.graph.size(); node++) {
                List<Read> reads = callers.reads(node);
                Register register = new Register(Callers.NONE, writes.getOrDefault(node, List.of()), reads);
                assertThat(register.unexplained())
                        .as("n%s after %s%n%s", node, register.writes(), history)
                        .isEmpty();
                calls += reads.size();
            }
            return calls;
        }
    }

    /** Whoever deletes by force is told that what needs it stops, and starts again if it can do without (LIFE-115). */
    private static boolean stops(Event event, int node) {
        return event.step().deed() == Deed.FORCE_DELETE
                && event.refusal().isEmpty()
                && event.planned().contains(Graph.id(node));
    }

    private static String live(Sight sight, Lab lab, int node) {
        return sight.tools().get(lab.callers.get(0)).getOrDefault(Graph.tool(node), Callers.NONE);
    }
}
