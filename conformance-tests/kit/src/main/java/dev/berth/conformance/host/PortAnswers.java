/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.host;

import dev.berth.conformance.actions.PortDriver;
import dev.berth.conformance.host.HostUnderTest.Starter;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.value.ExtensionId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What a host answers to each row of the table of ports, in each state of a revision, to compare it with another (PORT-126). */
public final class PortAnswers {
    private static final ProbePackage PROBE = ProbePackage.of("rows").that("rows", "all");

    private final Starter starter;
    private final Path work;
    private final Duration patience;

    /**
     * Prepares the question.
     *
     * @param work a folder for packages and for what the probe writes down
     * @param patience how long to wait for the last answer
     */
    public PortAnswers(Starter starter, Path work, Duration patience) {
        this.starter = starter;
        this.work = work;
        this.patience = patience;
    }

    /** Returns who asks. It requests every port. */
    public ExtensionId asker() {
        return PROBE.id();
    }

    /**
     * Starts a host, asks, and stops it.
     *
     * @param granted of the ports, those that are approved; the others stay pending
     * @return the lines of {@link PortDriver}, whose last is {@link PortDriver#END}
     */
    public List<String> of(Set<PortName> granted) {
        try (Scene scene = new Scene(starter, work, patience)) {
            scene.install(PROBE, granted);
            scene.host.uninstall(PROBE.id());
            String start = PROBE.name() + " ";
            scene.comesTrue(() -> scene.trace().contains(start + PortDriver.END));
            return scene.trace().stream()
                    .map(line -> line.substring(start.length()))
                    .filter(line -> line.startsWith(PortDriver.ROW) || line.equals(PortDriver.END))
                    .toList();
        }
    }
}
