/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit.memory;

import dev.berth.manifest.port.PortProblems;
import dev.berth.manifest.port.Ungranted;
import dev.berth.sdk.port.PortName;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which ports may be used now (PORT-10 to PORT-18), and which were. */
final class Access {
    private final PortProblems problems;
    private final boolean all;

    /** A port that is requested: empty when it may be used, else why not. */
    private final Map<PortName, Optional<Ungranted>> standing = new EnumMap<>(PortName.class);

    private final Set<PortName> used = EnumSet.noneOf(PortName.class);
    private final Set<PortName> refused = EnumSet.noneOf(PortName.class);
    private boolean stopped;

    /** @param all every port may be used (PORT-131) */
    Access(PortProblems problems, boolean all) {
        this.problems = problems;
        this.all = all;
    }

    synchronized void set(PortName port, Optional<Ungranted> state) {
        if (port.isPrivileged()) {
            standing.put(port, state);
        }
    }

    synchronized void stop() {
        stopped = true;
    }

    synchronized boolean isGranted(PortName port) {
        return all
                || !port.isPrivileged()
                || standing.getOrDefault(port, Optional.of(Ungranted.UNDECLARED))
                        .isEmpty();
    }

    /** Passes, or refuses. */
    synchronized void check(PortName port, String method, @Nullable Object argument) {
        if (!port.isPrivileged()) {
            return;
        } else if (stopped) {
            throw problems.stopped(port, method, argument);
        } else if (!isGranted(port)) {
            refused.add(port);
            Optional<Ungranted> state = standing.getOrDefault(port, Optional.of(Ungranted.UNDECLARED));
            throw problems.notGranted(
                    port, method, argument, granted(), state.orElse(Ungranted.UNDECLARED), Optional.empty());
        }
        used.add(port);
        if (port.tier() == PortName.Tier.RESERVED && !all) {
            throw problems.reserved(port, method);
        }
    }

    private List<String> granted() {
        return standing.keySet().stream()
                .filter(this::isGranted)
                .map(PortName::toString)
                .sorted()
                .toList();
    }

    synchronized Set<PortName> unused() {
        Set<PortName> unused = EnumSet.copyOf(standing.keySet().isEmpty() ? used : standing.keySet());
        unused.removeIf(port -> !isGranted(port) || used.contains(port));
        return unused;
    }

    synchronized Set<PortName> refused() {
        return EnumSet.copyOf(refused);
    }

    synchronized String describe(PortName port) {
        return problems.probe(port, stopped, isGranted(port));
    }
}
