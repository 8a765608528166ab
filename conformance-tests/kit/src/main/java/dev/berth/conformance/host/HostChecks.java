/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.host;

import dev.berth.conformance.host.HostUnderTest.Starter;
import dev.berth.sdk.problem.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** All checks of a host. Each has a host of its own; as tests they are one dynamic test each. */
public final class HostChecks {
    private final Starter starter;
    private final Path work;
    private final Duration patience;

    /**
     * Prepares the checks.
     *
     * @param work a folder for packages and for what the probe writes down
     * @param patience how long to wait for what comes by itself, such as the end of an interrupted hook
     */
    public HostChecks(Starter starter, Path work, Duration patience) {
        this.starter = starter;
        this.work = work;
        this.patience = patience;
    }

    /** Returns them in the order of the rules. */
    public List<HostCheck> all() {
        return Stream.of(PortChecks.all(this), HookChecks.all(this), EndChecks.all(this))
                .flatMap(List::stream)
                .toList();
    }

    HostCheck check(String rule, String name, Consumer<Scene> script) {
        return new HostCheck(rule, name, () -> {
            try (Scene scene = new Scene(starter, work, patience)) {
                script.accept(scene);
                return List.<Problem>copyOf(scene.found());
            }
        });
    }
}
