/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix;

import dev.berth.host.permission.Authority;
import dev.berth.host.permission.Demand;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Notes each demand, and grants those that a test says. */
final class Watching implements Authority {
    private final Path temporary;
    private final Predicate<Demand> granted;
    private final List<Demand> demands = new CopyOnWriteArrayList<>();

    private Watching(Path temporary, Predicate<Demand> granted) {
        this.temporary = temporary;
        this.granted = granted;
    }

    static Watching granting(Path temporary) {
        return new Watching(temporary, demand -> !(demand instanceof Demand.Never));
    }

    static Watching denying() {
        return new Watching(Path.of("none"), demand -> false);
    }

    static Watching granting(Predicate<Demand> granted) {
        return new Watching(Path.of("none"), granted);
    }

    List<Demand> demands() {
        return List.copyOf(demands);
    }

    @Override
    public void demand(Demand demand) {
        demands.add(demand);
        if (!granted.test(demand)) {
            throw new SecurityException("denied: " + demand.words());
        }
    }

    @Override
    public boolean allows(Demand demand) {
        return granted.test(demand);
    }

    @Override
    public Path temporaryFolder() {
        demand(new Demand.UseTemporary());
        return temporary;
    }
}
