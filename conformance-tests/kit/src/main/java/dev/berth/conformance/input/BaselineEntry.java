/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.input;

import dev.berth.conformance.engine.Report.Entry;
import dev.berth.manifest.json.Place;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.ProblemCode;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A known finding (GATE-10).
 *
 * @param subject an extension's id, with or without its version
 * @param location a file, or a place in one as reports print it
 * @param until the last day on which it is accepted
 * @param place where the entry stands in its file
 */
record BaselineEntry(
        ProblemCode code, String subject, String location, String reason, Optional<LocalDate> until, Place place) {
    /** Tells whether a finding is this one. Lines move as people edit; who writes only the file means all of it. */
    boolean covers(Entry entry) {
        Location found = entry.problem().location().orElseGet(() -> Location.of(entry.subject()));
        return code == entry.problem().code()
                && isSubject(entry.problem().subject())
                && (isAt(found, found.path()) || isAt(found, below(entry.subject(), found.path())));
    }

    boolean isSubject(String name) {
        return name.equals(subject) || name.startsWith(subject + " ");
    }

    private boolean isAt(Location found, String path) {
        String field = found.field().map(name -> " \"" + name + "\"").orElse("");
        String line = path + ":" + found.line();
        String column = line + ":" + found.column();
        return location.equals(path)
                || location.equals(path + field)
                || (found.line() > 0 && location.equals(line))
                || (found.line() > 0 && location.equals(line + field))
                || (found.column() > 0 && location.equals(column))
                || (found.column() > 0 && location.equals(column + field));
    }

    /** The path of a file as it is in its own extension. */
    private static String below(String subject, String path) {
        for (String start : new String[] {subject + "/", subject + "!/"}) {
            if (path.startsWith(start)) {
                return path.substring(start.length());
            }
        }
        return path;
    }

    /** Tells whether two revisions of the list mean the same finding. */
    boolean isSame(BaselineEntry other) {
        return code == other.code && withoutVersion().equals(other.withoutVersion()) && location.equals(other.location);
    }

    private String withoutVersion() {
        return subject.replaceAll(" .*", "");
    }
}
