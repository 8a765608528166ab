/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.readme;

import dev.berth.conformance.Findings;
import dev.berth.conformance.Gate;
import dev.berth.conformance.GateId;
import dev.berth.conformance.Rule;
import dev.berth.conformance.Subject;
import dev.berth.manifest.Phase;
import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.json.Quoted;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Judges the README (GATE-30 to GATE-40), and whether a missing one is a known debt (GATE-41 to GATE-45). Markers outside of
 * every extension, and their number (GATE-46), are for who scans the folders.
 */
public final class ReadmeGate implements Gate {
    /** The empty file that says that a README is still to come. */
    public static final String MARKER = ".readme-pending";

    static final String FILE = "README.md";

    private static final Rule MISSING = Rule.of("GATE-30", ProblemCode.README_MISSING);
    private static final Rule DEBT = Rule.of("GATE-42", ProblemCode.README_MISSING);
    private static final Rule STALE = Rule.of("GATE-44", ProblemCode.README_MARKER_STALE);
    private static final Rule INVALID = Rule.of("GATE-45", ProblemCode.README_MARKER_INVALID);

    @Override
    public GateId id() {
        return GateId.README;
    }

    @Override
    public List<Rule> rules() {
        return Stream.of(List.of(MISSING), ReadmeRules.ALL, List.of(DEBT, STALE, INVALID))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public void judge(Subject subject, Findings findings) {
        Optional<byte[]> readme = subject.entries().read(FILE);
        Optional<byte[]> marker = subject.entries().read(MARKER);
        markers(subject, marker, findings);
        readme.ifPresent(bytes -> ReadmeRules.judge(bytes, subject.policy().readme(), findings));
        if (readme.isPresent() && marker.isPresent()) {
            findings.add(
                    STALE,
                    Fault.of(ProblemCode.README_MARKER_STALE, Location.of(MARKER))
                            .says("needs either README.md or the marker " + MARKER)
                            .found("both")
                            .author("remove " + MARKER));
        } else if (readme.isEmpty() && marker.isEmpty()) {
            findings.add(MISSING, missing(subject));
        } else if (readme.isEmpty() && subject.phase() == Phase.PUBLISH) {
            findings.add(DEBT, missing(subject));
        }
    }

    private static Fault missing(Subject subject) {
        String found = subject.entries().paths().stream()
                .filter(path -> path.equalsIgnoreCase(FILE) && !path.equals(FILE))
                .sorted()
                .findFirst()
                .map(Quoted::of)
                .or(() -> subject.entries().read(MARKER).map(bytes -> "only the marker " + MARKER))
                .orElse("no such file");
        return Fault.of(ProblemCode.README_MISSING, Location.of(FILE))
                .says("needs README.md at the root of the package")
                .found(found)
                .author("write README.md: a title, an opening paragraph and a section \"Capabilities\"");
    }

    private static void markers(Subject subject, Optional<byte[]> marker, Findings findings) {
        marker.filter(bytes -> bytes.length > 0)
                .ifPresent(bytes -> findings.add(
                        INVALID,
                        Fault.of(ProblemCode.README_MARKER_INVALID, Location.of(MARKER))
                                .says("needs the marker " + MARKER + " to be empty")
                                .found(bytes.length == 1 ? "1 byte" : bytes.length + " bytes")
                                .author("empty the file")));
        subject.entries().paths().stream()
                .filter(path -> path.endsWith("/" + MARKER))
                .sorted()
                .forEach(path -> findings.add(
                        INVALID,
                        Fault.of(ProblemCode.README_MARKER_INVALID, Location.of(path))
                                .says("needs the marker " + MARKER + " at the root of the extension only")
                                .found(Quoted.of(path))
                                .author("remove the file")));
    }
}
