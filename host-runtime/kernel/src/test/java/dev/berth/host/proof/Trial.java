/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plays histories and finds what breaks. */
final class Trial {
    private static final int PATIENCE = 600;

    private final boolean slow;
    private int left = PATIENCE;

    Trial(boolean slow) {
        this.slow = slow;
    }

    /**
     * What broke.
     *
     * @param rule the invariant, by the name of its class
     */
    record Breach(String rule, Step step, String text) {}

    /** Plays a history to its end, or to the first breach. */
    Optional<Breach> play(History history) {
        Lab lab = new Lab(history, slow);
        Optional<Breach> breach = history.steps().stream()
                .flatMap(step -> take(lab, step).stream())
                .findFirst();
        Optional<Breach> end =
                checked("the end", history.steps().get(history.steps().size() - 1), lab::close);
        return breach.or(() -> end);
    }

    private static Optional<Breach> take(Lab lab, Step step) {
        Event[] event = new Event[1];
        Optional<Breach> thrown = checked("the step itself", step, () -> event[0] = lab.play(step));
        return thrown.isPresent() ? thrown : broken(lab, event[0]);
    }

    private static Optional<Breach> broken(Lab lab, Event event) {
        return Invariant.ALL.stream()
                .flatMap(invariant ->
                        checked(invariant.getClass().getSimpleName(), event.step(), () -> invariant.check(lab, event))
                                .stream())
                .findFirst();
    }

    private static Optional<Breach> checked(String rule, Step step, Runnable check) {
        try {
            check.run();
            return Optional.empty();
        } catch (AssertionError | RuntimeException broken) {
            return Optional.of(new Breach(rule, step, broken.toString()));
        }
    }

    /** Takes steps and faults away as long as the same invariant breaks; returns what is left. */
    History shrink(History failing, Breach breach) {
        History smallest = failing;
        for (int size = failing.steps().size() / 2; size > 0 && left > 0; ) {
            Optional<History> smaller = withoutSome(smallest, size, breach);
            smallest = smaller.orElse(smallest);
            size = smaller.isPresent() ? size : size / 2;
        }
        List<Step> plain = new ArrayList<>(smallest.steps());
        for (int i = 0; i < plain.size(); i++) {
            Step drawn = plain.get(i);
            for (Step simpler : List.of(drawn.without(Fault.NONE), drawn.without(Trouble.NONE))) {
                plain.set(i, simpler);
                plain.set(i, breaks(smallest.with(plain), breach) ? simpler : drawn);
            }
        }
        return smallest.with(plain);
    }

    private Optional<History> withoutSome(History history, int size, Breach breach) {
        for (int from = 0; from < history.steps().size(); from += size) {
            List<Step> fewer = new ArrayList<>(history.steps());
            fewer.subList(from, Math.min(from + size, fewer.size())).clear();
            if (breaks(history.with(fewer), breach)) {
                return Optional.of(history.with(fewer));
            }
        }
        return Optional.empty();
    }

    private boolean breaks(History history, Breach breach) {
        return !history.steps().isEmpty()
                && left-- > 0
                && play(history)
                        .filter(found -> found.rule().equals(breach.rule()))
                        .isPresent();
    }
}
