/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.input;

import dev.berth.manifest.Phase;
import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.finding.Findings;
import dev.berth.manifest.json.LocatedJson;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Place;
import dev.berth.manifest.json.SyntaxFault;
import dev.berth.manifest.json.Utf8Text;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A JSON file that a check or a host is told to go by: what is wrong with it is refused, all of it at once. */
final class InputFile {
    private static final int LARGEST = 4 * 1024 * 1024;

    private final String name;
    private final String consequence;
    private final Findings findings;

    /**
     * Starts reading.
     *
     * @param name as problems show it, never absolute (GATE-14)
     */
    InputFile(String name) {
        this(name, "Nothing was checked.");
    }

    /**
     * Starts reading.
     *
     * @param consequence what does not happen if the file is wrong
     */
    InputFile(String name, String consequence) {
        this.name = name;
        this.consequence = consequence;
        this.findings = new Findings(name, Phase.CHECK);
    }

    /** Names a file as problems show it: as it was given, or its last part if that is absolute. */
    static String shown(Path file) {
        Path normal = file.normalize();
        boolean relative = !normal.isAbsolute() && !normal.startsWith("..");
        Path shown =
                relative ? normal : Optional.ofNullable(normal.getFileName()).orElse(normal);
        return shown.toString().replace(shown.getFileSystem().getSeparator(), "/");
    }

    String name() {
        return name;
    }

    /** Reads the one object that the file is. */
    Optional<Node.Obj> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in.readNBytes(LARGEST));
        } catch (IOException e) {
            bad(Place.START, "needs to be a file that can be read", "no such file, or none that this user may read");
            return Optional.empty();
        }
    }

    /** Reads the one object that the bytes are. */
    Optional<Node.Obj> read(byte[] bytes) {
        if (bytes.length >= LARGEST) {
            bad(Place.START, "needs to be smaller than 4 MiB", "more");
            return Optional.empty();
        }
        if (!(Utf8Text.of(bytes) instanceof Utf8Text.Decoded text)) {
            bad(Place.START, "needs to be UTF-8 without a byte order mark", "other bytes");
            return Optional.empty();
        }
        LocatedJson.Result json = LocatedJson.read(text.text());
        for (SyntaxFault fault : json.faults()) {
            bad(fault.place(), "needs " + fault.needed(), fault.found());
        }
        if (json.root().orElse(null) instanceof Node.Obj root) {
            return Optional.of(root);
        }
        if (json.faults().isEmpty()) {
            bad(Place.START, "needs to be one object", "something else");
        }
        return Optional.empty();
    }

    /** Reports an unknown key. */
    void unknown(Node.Member member, String path, Collection<String> known) {
        add(fault(member.namePlace(), path)
                .says("has the key \"" + path + "\", which is not known")
                .but("known " + (known.size() == 1 ? "is " : "are ") + String.join(", ", known))
                .near(member.name(), known));
    }

    /** Reports a value of the wrong shape. */
    void shape(Node value, String path, String valid) {
        add(fault(value.place(), path).valid(valid).found(value));
    }

    /** Reports a word that is not one of the known. */
    void word(Node.Text value, String path, String valid, Collection<String> known) {
        add(fault(value.place(), path).valid(valid).found(value).near(value.value(), known));
    }

    private void bad(Place place, String needed, String found) {
        add(Fault.of(ProblemCode.POLICY_INVALID, Location.of(name, place.line(), place.column()))
                .says(needed)
                .found(found));
    }

    private Fault fault(Place place, String path) {
        return Fault.of(ProblemCode.POLICY_INVALID, at(place).field(path));
    }

    Location at(Place place) {
        return Location.of(name, place.line(), place.column());
    }

    private void add(Fault fault) {
        findings.add(fault.severity(Severity.ERROR).then(consequence).operator("correct " + name));
    }

    /** Returns what is wrong; the file is the operator's, so no edit is the author's. */
    List<Problem> problems() {
        return findings.sorted().stream()
                .map(problem -> Problem.of(problem.code(), problem.subject(), problem.summary())
                        .at(problem.location().orElseThrow())
                        .operator(problem.fix().operator().orElseThrow()))
                .toList();
    }
}
