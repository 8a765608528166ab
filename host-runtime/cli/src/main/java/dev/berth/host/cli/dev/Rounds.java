/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.dev;

import dev.berth.host.cli.session.Session;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What is done after each change: build, read, send. Whatever goes wrong is said, and the next change tries again. */
final class Rounds implements AutoCloseable {
    private final Session session;
    private final Project project;
    private final Optional<Build> build;
    private final Delivery delivery;
    private final DevOutput output;
    private Optional<WorkingCopy> there = Optional.empty();

    Rounds(Session session, Project project, Delivery delivery) {
        this.session = session;
        this.project = project;
        this.delivery = delivery;
        this.output = new DevOutput(session);
        this.build = project instanceof Project.Sources sources ? Optional.of(build(sources)) : Optional.empty();
    }

    private Build build(Project.Sources sources) {
        List<String> more = session.surroundings()
                .variable("BERTH_MAVEN_ARGS")
                .filter(text -> sources.isMaven())
                .map(text -> List.of(text.strip().split("\\s+")))
                .orElse(List.of());
        return new Build(sources, more);
    }

    /** Does one. */
    void run() {
        try {
            Optional<List<String>> failed =
                    build.flatMap(with -> session.progress().during("Building", with::run));
            if (failed.isPresent()) {
                output.failedBuild(failed.get());
            } else {
                take(project.built().orElseThrow(this::nothingBuilt));
            }
        } catch (ProblemException e) {
            output.problems(e.problems());
        }
    }

    private void take(Path built) {
        WorkingCopy copy = WorkingCopy.of(built);
        if (there.filter(copy::isSame).isPresent()) {
            output.unchanged(copy.manifest().subject());
            return;
        }
        JsonObject report = session.progress().during("Sending", () -> delivery.send(copy, built));
        if (output.report(report)) {
            there = Optional.of(copy);
        }
    }

    private ProblemException nothingBuilt() {
        Path place = project instanceof Project.Packed packed
                ? packed.file()
                : project.root().resolve("target");
        return new ProblemException(Problem.of(
                        ProblemCode.FILE_NOT_FOUND,
                        place.toString(),
                        "berth dev needs a package at " + place + " once it is built; found none. Nothing was sent.")
                .author("have the build leave its JAR there."));
    }

    /** Returns what was brought in last. */
    Optional<String> subject() {
        return there.map(copy -> copy.manifest().subject());
    }

    /** Ends a build that runs. */
    @Override
    public void close() {
        build.ifPresent(Build::close);
    }
}
