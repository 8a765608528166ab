/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.report;

import dev.berth.conformance.engine.Report;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The formats of {@code --format} (GATE-1). */
public enum Format {
    TEXT,
    JSON,
    JUNIT,
    SARIF;

    /**
     * What a report says beside the findings.
     *
     * @param version of this tool
     * @param took how long the check ran; left out of reports that are to be reproducible (GATE-13)
     */
    public record Context(String version, Optional<Duration> took) {}

    /** Finds a format by the name that people write. */
    public static Optional<Format> find(String name) {
        return Arrays.stream(values())
                .filter(format -> format.toString().equals(name))
                .findFirst();
    }

    /** Writes a report, with a line end at the end. */
    public String write(Report report, Context context) {
        return switch (this) {
            case TEXT -> TextReport.write(report, context);
            case JSON -> JsonReport.write(report, context);
            case JUNIT -> JunitReport.write(report, context);
            case SARIF -> SarifReport.write(report, context);
        };
    }

    /** Returns its name, {@code junit}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
