/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.launcher;

import dev.berth.host.HostRuntime;
import dev.berth.host.Report;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Origin;
import dev.berth.host.lifecycle.Bundled;
import dev.berth.host.lifecycle.Command;
import dev.berth.host.lifecycle.Command.Consent;
import dev.berth.host.lifecycle.Command.GrantChoice;
import dev.berth.host.lifecycle.Command.Source;
import dev.berth.host.resolve.Plan;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Installs the samples of a checkout. Each package is offered once: what an operator archived, uninstalled or replaced since stays
 * as they left it. A package that was built anew is an update of the one before.
 */
final class Samples {
    private final HostRuntime host;
    private final Path home;

    Samples(HostRuntime host, Path home) {
        this.host = host;
        this.home = home;
    }

    /** Installs what is new in the folder, and returns what stood against it. */
    List<Problem> install(Path folder) {
        SeededSamples seeded = SeededSamples.read(home);
        List<Path> waiting = packages(folder).stream()
                .filter(file -> !seeded.knows(SeededSamples.digest(file)))
                .toList();
        if (waiting.isEmpty()) {
            return List.of();
        }
        List<Problem> problems = List.of();
        // Who needs another sample waits until that one is there; without progress, what they lack is what is wrong.
        while (!waiting.isEmpty()) {
            List<Path> refused = new ArrayList<>();
            problems = new ArrayList<>();
            for (Path file : waiting) {
                try {
                    problems.addAll(offer(file, seeded));
                } catch (ProblemException e) {
                    refused.add(file);
                    problems.addAll(e.problems());
                }
            }
            if (refused.size() == waiting.size()) {
                break;
            }
            waiting = refused;
        }
        seeded.write(home);
        return problems;
    }

    private static List<Path> packages(Path folder) {
        try {
            return Bundled.packages(folder);
        } catch (UncheckedIOException e) {
            throw new ProblemException(Problem.of(
                            ProblemCode.FILE_NOT_FOUND,
                            folder.toString(),
                            "The samples should lie in " + folder + ", which could not be read: "
                                    + Objects.requireNonNull(e.getCause()).getMessage()
                                    + ".")
                    .operator("build the project again, or start with --no-samples."));
        }
    }

    private List<Problem> offer(Path file, SeededSamples seeded) {
        String name = String.valueOf(file.getFileName());
        Source source =
                new Source(file, new Origin.Sample(name), name, new GrantChoice.All(), Set.of(Consent.UNSIGNED));
        String digest = SeededSamples.digest(file);
        Command install = new Command.Install(source);
        try {
            Plan plan = host.plan(install);
            Optional<ExtensionId> id = plan.facts().string("id").map(ExtensionId::of);
            boolean removed = id.isPresent() && seeded.knows(id.get());
            List<Problem> problems = removed ? List.of() : apply(install);
            id.ifPresent(known -> seeded.add(known, digest));
            return problems;
        } catch (ProblemException e) {
            return switch (e.problem().code()) {
                case ALREADY_INSTALLED -> update(source, digest, seeded);
                case ARCHIVED_USE_RESTORE, EXTENSION_LOCKED -> {
                    seeded.add(digest);
                    yield List.of();
                }
                default -> throw e;
            };
        }
    }

    /** An operator's own package in the place of a sample is not touched. */
    private List<Problem> update(Source source, String digest, SeededSamples seeded) {
        Command update = new Command.Update(source);
        Plan plan = host.plan(update);
        ExtensionId id = ExtensionId.of(plan.facts().string("id").orElseThrow());
        List<Problem> problems = isSample(id) ? apply(update) : List.of();
        seeded.add(id, digest);
        return problems;
    }

    private boolean isSample(ExtensionId id) {
        String origin = host.extension(id).revisions().get(0).origin();
        return origin.startsWith(new Origin.Sample("").toString());
    }

    private List<Problem> apply(Command command) {
        Report report = host.apply(command, Optional.empty(), By.CONFIG);
        return report.outcomes().stream()
                .filter(outcome -> outcome.outcome().equals("failed"))
                .flatMap(outcome -> outcome.problems().stream())
                .toList();
    }
}
