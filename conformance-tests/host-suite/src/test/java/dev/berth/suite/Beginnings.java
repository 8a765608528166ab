/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import dev.berth.host.HostRuntime;
import dev.berth.host.lifecycle.Command;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Homes in the state before a deed, with a neighbour in each that must not notice. Deeds that begin alike share one. */
final class Beginnings {
    private static final int CRASH = 12;

    private final Path folder;
    private final Shelf shelf;
    private final Map<List<Command>, Beginning> shared = new HashMap<>();

    Beginnings(Path folder, Shelf shelf) {
        this.folder = folder;
        this.shelf = shelf;
    }

    /**
     * One of them.
     *
     * @param home to be copied, not used
     * @param picture of a host that starts on it
     */
    record Beginning(Path home, Picture picture) {}

    Beginning of(Deed deed) {
        return deed.beginsAlone() ? make(deed) : shared.computeIfAbsent(deed.before(shelf), commands -> make(deed));
    }

    private Beginning make(Deed deed) {
        Path home = folder.resolve("before-" + deed);
        try (TestHost host = TestHost.start(home, deed::setUp)) {
            host.install(Samples.HELLO);
            deed.prepare(host.runtime(), shelf);
        }
        if (deed.isStart()) {
            crash(home);
        }
        Path looked = Folders.copy(home, folder.resolve(deed + "-looked-at"));
        try {
            return new Beginning(home, look(looked));
        } finally {
            Folders.delete(looked);
        }
    }

    /** Leaves an update and its bytes half done, for the next start to undo. */
    private void crash(Path home) {
        HaltingParts parts = new HaltingParts(Interruption.POWER_LOSS);
        HostRuntime host = Cut.start(home, Deed.UPDATE_WITH_DEPENDENTS, parts);
        parts.haltAt(CRASH);
        Interruption.POWER_LOSS.during(() -> Deed.UPDATE_WITH_DEPENDENTS.on(host, shelf));
        parts.abandon();
    }

    static Picture look(Path home) {
        try (TestHost host = TestHost.start(home)) {
            Picture.swapped(host);
            return Picture.of(host);
        }
    }
}
