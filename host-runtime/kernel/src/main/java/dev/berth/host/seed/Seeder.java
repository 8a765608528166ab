/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.seed;

import dev.berth.host.extension.Transactor;
import dev.berth.host.seed.Fixture.Surface;
import dev.berth.host.seed.Seeding.Row;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.Phase;
import dev.berth.manifest.finding.Findings;
import dev.berth.manifest.fixture.FixtureFile;
import dev.berth.manifest.json.Node;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.Problem;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes what {@link Seeding} decides, one extension in one transaction (GATE-67 to GATE-74). */
public final class Seeder {
    private final Map<Surface, SeededRows> surfaces;
    private final Transactor transactor;

    /** Seeds the surfaces that this host has. */
    public Seeder(Map<Surface, SeededRows> surfaces, Transactor transactor) {
        this.surfaces = Map.copyOf(surfaces);
        this.transactor = transactor;
    }

    /**
     * Seeds the fixtures of an extension, unless something is wrong with their file.
     *
     * @param path of the file in its package
     * @param bytes of the file, if it is there
     * @param granted the ports that the extension may use
     * @return what was not seeded, and why
     */
    public List<Problem> seed(ExtensionManifest manifest, String path, Optional<byte[]> bytes, List<PortName> granted) {
        Findings findings = new Findings(manifest.subject(), Phase.HOST);
        Set<String> ports =
                manifest.requestedPorts().stream().map(PortName::toString).collect(Collectors.toSet());
        Optional<Node.Obj> file = new FixtureFile(path, manifest.id().value(), ports, findings::add).judge(bytes);
        List<Problem> problems = findings.sorted();
        if (file.isEmpty() || problems.stream().anyMatch(Problem::isError)) {
            return problems;
        }
        Set<PortName> usable = EnumSet.noneOf(PortName.class);
        surfaces.keySet().stream().map(Surface::port).filter(granted::contains).forEach(usable::add);
        return transactor.within(() -> seed(manifest, fixtures(file.get()), usable));
    }

    private List<Problem> seed(ExtensionManifest manifest, List<Fixture> fixtures, Set<PortName> granted) {
        List<Problem> problems = new ArrayList<>();
        for (Fixture fixture : fixtures) {
            Optional<SeededRows> rows = Optional.ofNullable(surfaces.get(fixture.surface()));
            Optional<Row> stored = rows.flatMap(kept -> kept.find(manifest.id(), fixture));
            switch (Seeding.of(manifest.id(), manifest.subject(), fixture, stored, granted)) {
                case Seeding.Create(Mark mark) ->
                    write(rows.orElseThrow(), manifest, fixture, mark).ifPresent(problems::add);
                case Seeding.Replace(Mark mark) ->
                    write(rows.orElseThrow(), manifest, fixture, mark).ifPresent(problems::add);
                case Seeding.Skip skip -> {}
                case Seeding.NotSeeded(Problem problem) -> problems.add(problem);
            }
        }
        return problems;
    }

    private static Optional<Problem> write(SeededRows rows, ExtensionManifest manifest, Fixture fixture, Mark mark) {
        Optional<Problem> unfit =
                rows.unfit(manifest.id(), fixture).map(needs -> Seeding.unfit(manifest.subject(), fixture, needs));
        if (unfit.isEmpty()) {
            rows.write(manifest.id(), fixture, mark);
        }
        return unfit;
    }

    /** The file was judged, so that all of this is there. */
    private static List<Fixture> fixtures(Node.Obj file) {
        int version = file.get("version")
                .flatMap(
                        number -> ((Node.Num) number).integer().stream().boxed().findFirst())
                .orElse(1);
        return ((Node.Arr) file.get("fixtures").orElseThrow())
                .items().stream()
                        .map(entry -> fixture((Node.Obj) entry, version))
                        .toList();
    }

    private static Fixture fixture(Node.Obj entry, int version) {
        String id = text(entry, "id");
        if (text(entry, "surface").equals(Surface.SETTING.toString())) {
            return new Fixture(
                    id,
                    version,
                    Surface.SETTING,
                    text(entry, "key"),
                    entry.get("value").orElseThrow().toJson());
        }
        return new Fixture(
                id,
                version,
                Surface.OBJECT,
                text(entry, "typeId"),
                entry.get("data").orElseThrow().toJson());
    }

    private static String text(Node.Obj entry, String name) {
        return entry.text(name).orElseThrow().value();
    }
}
