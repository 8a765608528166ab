/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import dev.berth.host.HostRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One deed, to be cut short at any of its steps.
 *
 * @param home in the state before it
 * @param image what children are started from
 * @param before what a host is before it
 * @param after what a host is after it
 * @param steps how many it has
 */
record Cut(Deed deed, Shelf shelf, ChildImage image, Path home, Picture before, Picture after, int steps) {
    /** Does the deed once without being cut short. */
    static Cut of(Deed deed, Shelf shelf, ChildImage image, Beginnings beginnings) {
        Beginnings.Beginning beginning = beginnings.of(deed);
        Path home = beginning.home();
        Path whole = Folders.copy(home, home.resolveSibling(deed + "-whole"));
        HaltingParts parts = new HaltingParts(Interruption.POWER_LOSS);
        try (HostRuntime host = start(whole, deed, parts)) {
            if (!deed.isStart()) {
                parts.haltAt(Integer.MAX_VALUE);
            }
            deed.on(host, shelf);
            return new Cut(deed, shelf, image, home, beginning.picture(), reopened(host, whole), parts.steps());
        } finally {
            Folders.delete(whole);
        }
    }

    private static Picture reopened(HostRuntime host, Path home) {
        host.close();
        return Beginnings.look(home);
    }

    static HostRuntime start(Path home, Deed deed, HaltingParts parts) {
        return deed.setUp(HostRuntime.builder().home(home).deadlines(TestHost.DEADLINES))
                .build(parts)
                .start();
    }

    /** Spreads some steps over all of them; an even step is just before something, an odd one just after it. */
    IntStream some(int count, int every) {
        int wanted = Math.min(count, steps / every);
        return IntStream.range(0, wanted).map(i -> (int) ((long) steps * (2 * i + 1) / (2L * wanted)) / every * every);
    }

    /** Does it anew, interrupted at a step; returns what is wrong after the next start. */
    Optional<String> at(int step, Interruption interruption) {
        Path copy = Folders.copy(home, home.resolveSibling(deed + "-" + interruption + "-" + step));
        try {
            switch (interruption) {
                case KILL -> kill(copy, step);
                case POWER_LOSS, FAULT -> interrupt(copy, step, interruption);
            }
            Picture found = Beginnings.look(copy);
            return List.of(before, after).contains(found)
                    ? Optional.empty()
                    : Optional.of(
                            told(step, interruption) + " left " + found + ", neither " + before + " nor " + after);
        } catch (AssertionError | RuntimeException broken) {
            return Optional.of(told(step, interruption) + ": " + broken);
        } finally {
            Folders.delete(copy);
        }
    }

    private String told(int step, Interruption interruption) {
        return deed + ", " + interruption + " at step " + step + " of " + steps;
    }

    private void interrupt(Path copy, int step, Interruption interruption) {
        HaltingParts parts = new HaltingParts(interruption);
        if (deed.isStart()) {
            parts.haltAt(step);
            interruption.during(() -> start(copy, deed, parts).close());
            parts.abandon();
            return;
        }
        HostRuntime host = start(copy, deed, parts);
        parts.haltAt(step);
        interruption.during(() -> deed.on(host, shelf));
        if (interruption == Interruption.FAULT) {
            parts.haltAt(Integer.MAX_VALUE);
            Picture.bystander(host);
            host.close();
        } else {
            parts.abandon();
        }
    }

    private void kill(Path copy, int step) {
        try (ChildHost child =
                ChildHost.start(image, copy, "halt", shelf.folder().toString(), deed.name(), String.valueOf(step))) {
            if (child.awaitEnd() != 137) {
                throw new IllegalStateException("The child was not killed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
