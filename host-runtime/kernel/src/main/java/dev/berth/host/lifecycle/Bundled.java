/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.audit.AuditEvent.ExtensionInstalled;
import dev.berth.host.audit.By;
import dev.berth.host.boot.DuplicateExtension;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.InstalledExtension.Row;
import dev.berth.host.extension.Origin;
import dev.berth.host.extension.PackageVerifier.Verdict;
import dev.berth.host.extension.Revision;
import dev.berth.host.extension.Scope;
import dev.berth.host.extension.VerifiedPackage;
import dev.berth.host.lifecycle.Command.Consent;
import dev.berth.host.lifecycle.Command.GrantChoice;
import dev.berth.host.lifecycle.Command.Source;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Writes the rows and grants of the packages that come with the host, before anything is activated (LIFE-65). */
public final class Bundled {
    private final World world;
    private final Intake intake;

    public Bundled(World world) {
        this.world = world;
        this.intake = new Intake(world);
    }

    /** Seeds the packages of a folder; what cannot be seeded is told and keeps no other from it. */
    public List<Problem> seed(Path folder) {
        List<Problem> problems = new ArrayList<>();
        Map<ExtensionId, List<Verified>> byId = new LinkedHashMap<>();
        try {
            for (Path file : bundled(folder)) {
                verify(file, byId, problems);
            }
            for (List<Verified> same : byId.values()) {
                if (same.size() == 1) {
                    seed(same.get(0), problems);
                } else {
                    problems.addAll(duplicates(same));
                }
            }
        } finally {
            byId.values().stream()
                    .flatMap(List::stream)
                    .forEach(each -> Intake.release(each.content()).run());
        }
        return problems;
    }

    /** A package of the folder, as it was verified. */
    private record Verified(VerifiedPackage content, Source source) {
        String claim() {
            return source.name() + " (" + content.contentDigest() + ")";
        }
    }

    /**
     * Returns the package files of a folder, by name.
     *
     * @throws UncheckedIOException if the folder cannot be read
     */
    public static List<Path> packages(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            file.toString().endsWith(".jar") || file.toString().endsWith(".tgz"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> bundled(Path folder) {
        try {
            return packages(folder);
        } catch (UncheckedIOException e) {
            throw new ProblemException(Problem.of(
                            ProblemCode.FILE_NOT_FOUND,
                            folder.toString(),
                            "The packages that come with the host should lie in " + folder
                                    + ", which could not be read ("
                                    + Objects.requireNonNull(e.getCause())
                                            .getClass()
                                            .getSimpleName()
                                    + "). None was seeded; what is installed runs.")
                    .operator("name a folder that is there as \"bundled\", or none."));
        }
    }

    private void verify(Path file, Map<ExtensionId, List<Verified>> byId, List<Problem> problems) {
        String name = String.valueOf(file.getFileName());
        Source given = source(file, name, "");
        switch (intake.verify(given)) {
            case Verdict.Refused(List<Problem> refused) -> problems.addAll(refused);
            case Verdict.Trusted(VerifiedPackage content) -> {
                String version = content.manifest().version().toString();
                byId.computeIfAbsent(content.manifest().id(), id -> new ArrayList<>())
                        .add(new Verified(content, source(file, name, version)));
            }
        }
    }

    private static Source source(Path file, String name, String version) {
        return new Source(
                file,
                new Origin.Bundled(name, version),
                name,
                new GrantChoice.All(),
                Set.of(Consent.UNSIGNED, Consent.LICENSE));
    }

    /** Nobody can tell which of them is meant (LIFE-41). */
    private static List<Problem> duplicates(List<Verified> same) {
        List<String> claims = same.stream().map(Verified::claim).toList();
        return same.stream()
                .map(each -> new DuplicateExtension(each.content().manifest().subject(), claims).problem())
                .toList();
    }

    private void seed(Verified bundled, List<Problem> problems) {
        ExtensionId id = bundled.content().manifest().id();
        Optional<InstalledExtension> row = world.registry().find(id);
        if (row.isPresent() && !isToAdopt(row.get(), bundled.content())) {
            return;
        }
        if (!world.registry().unreadable(id).isEmpty()) {
            // It may be archived; that it is unreadable was told when the rows were read (LIFE-42).
            return;
        }
        List<Problem> refusals = intake.refusals(bundled.content(), bundled.source(), Scope.PLATFORM);
        if (!refusals.isEmpty()) {
            problems.addAll(refusals);
            return;
        }
        try {
            row.ifPresentOrElse(present -> adopt(present, bundled), () -> add(bundled));
        } catch (ProblemException e) {
            problems.addAll(e.problems());
        }
    }

    /** What an operator brought in is taken over, unless it is newer than what comes with the host. */
    private static boolean isToAdopt(InstalledExtension row, VerifiedPackage content) {
        return !isBundled(row)
                && row.quarantine().isEmpty()
                && row.manifest().version().compareTo(content.manifest().version()) <= 0;
    }

    /** Tells whether an extension came with the host, however often an operator updated it since: revisions are forgotten, rows not. */
    static boolean isBundled(InstalledExtension row) {
        return Stream.concat(
                        row.rows().values().stream().map(Row::origin),
                        row.revisions().stream().map(Revision::origin))
                .anyMatch(Origin.Bundled.class::isInstance);
    }

    private void add(Verified bundled) {
        Revision revision = intake.revision(bundled.content(), 1, bundled.source());
        ExtensionId id = revision.id();
        Intake.Incoming incoming = new Intake.Incoming(bundled.content(), revision, List.of(Scope.PLATFORM));
        intake.<Boolean>journalled("install", incoming, finalize -> {
            Changes changes = new Changes();
            world.registry().save(world.first(revision, Scope.PLATFORM), changes);
            new Install(world, intake).grant(bundled.content(), bundled.source(), Scope.PLATFORM, By.CONFIG, changes);
            world.audit(
                    new ExtensionInstalled(
                            id,
                            Optional.empty(),
                            revision.manifest().version().toString(),
                            1,
                            revision.contentDigest()),
                    By.CONFIG,
                    changes);
            finalize.accept(changes);
            changes.commit(world.transactor());
            return true;
        });
    }

    /** The row keeps its status (LIFE-13); what it was stays as the revision to go back to. */
    private void adopt(InstalledExtension row, Verified bundled) {
        Revision next = intake.revision(bundled.content(), row.nextRevision(), bundled.source());
        Update update = new Update(world, intake);
        Exchange exchange = new Exchange(world);
        Intake.Incoming incoming =
                new Intake.Incoming(bundled.content(), next, row.rows().keySet());
        intake.<Boolean>journalled("update", incoming, finalize -> {
            Changes changes = new Changes();
            update.requestPorts(row, bundled.content(), bundled.source(), Scope.PLATFORM, By.CONFIG, changes);
            InstalledExtension after = exchange.updated(row, next).origin(next.origin());
            exchange.commit("bundled", row, after, By.CONFIG, changes);
            finalize.accept(changes);
            changes.commit(world.transactor());
            return true;
        });
    }
}
