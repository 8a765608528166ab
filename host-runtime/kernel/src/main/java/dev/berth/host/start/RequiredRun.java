/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.start;

import dev.berth.host.activation.Outcome;
import dev.berth.host.boot.RequiredExtensions;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.lifecycle.Quarantine;
import dev.berth.host.lifecycle.World;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.Severity;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether what the configuration requires is there, fits its pin and runs (LIFE-142, LIFE-143). */
final class RequiredRun {
    private final World world;
    private final RequiredExtensions required;

    RequiredRun(World world) {
        this.world = world;
        this.required = world.required();
    }

    /** Returns one problem for each that is not as it should be; a warning only means that the host is degraded. */
    List<Problem> problems() {
        return required.ids().stream()
                .sorted()
                .flatMap(id -> problem(id).stream())
                .toList();
    }

    /** Tells whether one that is guarded is absent now. */
    boolean isDegraded() {
        return required.ids().stream()
                .flatMap(id -> absent(id).stream())
                .anyMatch(problem -> problem.severity() == Severity.WARNING);
    }

    private Optional<Problem> problem(ExtensionId id) {
        return absent(id).or(() -> {
            InstalledExtension row = world.registry().require(id);
            return required.refusal(
                            id, row.manifest().version().toString(), "In production the host does not start with it.")
                    .or(() -> idle(row));
        });
    }

    private Optional<Problem> absent(ExtensionId id) {
        Optional<InstalledExtension> row = world.registry().find(id);
        return row.filter(InstalledExtension::isLive).isPresent()
                ? Optional.empty()
                : Optional.of(
                        required.missing(id, row.map(it -> "it " + it.status()).orElse("none")));
    }

    private Optional<Problem> idle(InstalledExtension row) {
        boolean whole =
                row.manifest().serverEntry().isEmpty() && row.quarantine().isEmpty();
        if (whole || world.isActive(row)) {
            return Optional.empty();
        }
        Optional<Outcome> outcome = world.activator().outcome(row.id());
        List<Problem> causes = Stream.concat(Quarantine.of(row).stream(), outcome.flatMap(Outcome::why).stream())
                .limit(1)
                .toList();
        String found = outcome.map(it -> it instanceof Outcome.Skipped ? "it was skipped" : "it failed")
                .orElse("no outcome");
        String subject = row.current().subject();
        return Optional.of(Problem.of(
                        ProblemCode.REQUIRED_NOT_ACTIVE,
                        subject,
                        subject + " is required by the configuration of this host and needs to be active; found "
                                + (row.quarantine().isPresent() ? "it quarantined" : found)
                                + causes.stream()
                                        .map(cause -> " [" + cause.code() + "]")
                                        .findFirst()
                                        .orElse("")
                                + ". In production the host does not start without it.")
                .causes(causes)
                .operator("start with --safe-mode and mend it: berth why " + row.id()));
    }
}
