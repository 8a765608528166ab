/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.reading;

import dev.berth.manifest.finding.NearMisses;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Quoted;
import dev.berth.sdk.problem.ProblemCode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rules of a path that a manifest names (MAN-23, MAN-24). */
public final class PackagePath {
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);
    private static final String VALID = "a relative path with / and without ..";

    private PackagePath() {}

    /** Says what makes a path unsafe. */
    public static Optional<String> flaw(String path) {
        if (path.indexOf('\0') >= 0) {
            return Optional.of("a NUL in it");
        }
        if (path.indexOf('\\') >= 0) {
            return Optional.of("a backslash in it");
        }
        if (path.startsWith("/")) {
            return Optional.of("a / at its start");
        }
        if (DRIVE.matcher(path).matches()) {
            return Optional.of("a drive letter");
        }
        // Also one that folds back inside: nobody who reads "a/../b" should have to fold it.
        return Arrays.asList(path.split("/", -1)).contains("..") ? Optional.of("a segment ..") : Optional.empty();
    }

    /** Reads a path that must name a file; reports it otherwise. */
    public static Optional<String> file(Node.Text value, String field, Reading reading) {
        Optional<String> path = safe(value, field, reading);
        if (path.isEmpty() || reading.entries().paths().contains(path.get())) {
            return path;
        }
        List<String> near = NearMisses.of(
                path.get(),
                reading.entries().paths().stream().sorted().limit(2_000).toList());
        reading.report(Reading.fault(ProblemCode.PATH_MISSING, value.place(), field)
                .valid("a regular file of the package; links do not count")
                .found(value)
                .near(path.get(), near));
        return Optional.empty();
    }

    /** Reads a path; reports it if it is unsafe. A leading {@code ./} is dropped. */
    public static Optional<String> safe(Node.Text value, String field, Reading reading) {
        Optional<String> flaw = flaw(value.value());
        if (flaw.isPresent()) {
            reading.report(Reading.fault(ProblemCode.PATH_UNSAFE, value.place(), field)
                    .valid(VALID)
                    .found(value)
                    .but("found " + Quoted.of(value) + ", which has " + flaw.get()));
            return Optional.empty();
        }
        String path = value.value();
        return Optional.of(path.startsWith("./") ? path.substring(2) : path);
    }
}
