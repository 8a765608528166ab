/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.report;

import dev.berth.conformance.engine.Outcome;
import dev.berth.conformance.engine.Report;
import dev.berth.conformance.engine.Report.Checked;
import dev.berth.conformance.engine.Report.Entry;
import dev.berth.conformance.engine.Report.Verdict;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.Severity;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The text for people (GATE-15): a block a finding, and counts and failed gates as the last line. */
final class TextReport {
    private static final String INDENT = "    ";

    private TextReport() {}

    static String write(Report report, Format.Context context) {
        StringBuilder out = new StringBuilder();
        report.findings().forEach(entry -> block(out, entry));
        for (Checked subject : report.subjects()) {
            for (Verdict verdict : subject.verdicts()) {
                if (verdict.outcome() == Outcome.BROKEN) {
                    out.append("The gate ").append(verdict.gate()).append(" could not judge ");
                    out.append(visible(subject.name())).append(": ");
                    out.append(visible(verdict.reason().orElse(""))).append(".\n");
                }
            }
        }
        for (Problem failure : report.failures()) {
            out.append(visible(failure.summary())).append('\n').append(INDENT);
            out.append(visible(failure.fix().toString()))
                    .append(" [")
                    .append(failure.code())
                    .append("]\n");
        }
        context.took()
                .ifPresent(took -> out.append(count(report.subjects().size(), "package"))
                        .append(" in ")
                        .append(String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0))
                        .append(".\n"));
        return out.append(last(report)).append('\n').toString();
    }

    private static void block(StringBuilder out, Entry entry) {
        Problem problem = entry.problem();
        Location place = entry.place();
        String start = new Location(place.path(), place.line(), place.column(), Optional.empty()) + " "
                + (entry.baseline().isPresent() ? "known " : "")
                + problem.severity().name().toLowerCase(Locale.ROOT) + " ";
        out.append(visible(start))
                .append(visible(problem.summary()))
                .append('\n')
                .append(INDENT);
        String fix = problem.fix().toString();
        out.append(visible(fix)).append(fix.isEmpty() ? "" : " ");
        out.append('[').append(problem.code()).append("] ").append(entry.rule()).append('\n');
        for (Problem cause : problem.causes()) {
            out.append(INDENT).append("because ");
            out.append(visible(cause.text()).replace("\n", "\n" + INDENT)).append('\n');
        }
        entry.baseline().ifPresent(known -> {
            out.append(INDENT).append("Accepted by the baseline: ").append(visible(known.reason()));
            known.until().ifPresent(day -> out.append(", until ").append(day));
            out.append(".\n");
        });
    }

    static String last(Report report) {
        Set<String> failed = new LinkedHashSet<>();
        Set<String> broken = new LinkedHashSet<>();
        for (Checked subject : report.subjects()) {
            for (Verdict verdict : subject.verdicts()) {
                if (verdict.outcome() == Outcome.FAILED) {
                    failed.add(verdict.gate().toString());
                } else if (verdict.outcome() == Outcome.BROKEN) {
                    broken.add(verdict.gate().toString());
                }
            }
        }
        report.findings().stream().filter(Entry::fails).map(Entry::gate).forEach(failed::add);
        failed.removeAll(broken);
        StringBuilder out = new StringBuilder();
        out.append(count(report.count(Severity.ERROR), "error")).append(", ");
        out.append(count(report.count(Severity.WARNING), "warning")).append(", ");
        out.append(count(report.count(Severity.INFO), "info"));
        if (report.baselined() > 0) {
            out.append(", ").append(report.baselined()).append(" accepted by the baseline");
        }
        out.append('.');
        names(out, "Failed gates", failed);
        names(out, "Broken gates", broken);
        return out.toString();
    }

    private static void names(StringBuilder out, String what, Set<String> gates) {
        if (!gates.isEmpty()) {
            out.append(' ')
                    .append(what)
                    .append(": ")
                    .append(String.join(", ", gates))
                    .append('.');
        }
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** Names of files and values come from others and must not move the cursor of a terminal. */
    private static String visible(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            int type = Character.getType(point);
            if (point != '\n'
                    && (type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE)) {
                out.append(String.format("<U+%04X>", point));
            } else {
                out.appendCodePoint(point);
            }
        });
        return out.toString();
    }
}
