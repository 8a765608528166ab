/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload.bpmn;

import dev.berth.manifest.json.Quoted;
import dev.berth.sdk.problem.ProblemCode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is asked for when a workflow starts (MAN-191). */
final class PlaceholderRules {
    private static final List<String> TYPES = List.of("string", "number", "date", "boolean");
    private static final int LONGEST_NUMBER = 100;

    private PlaceholderRules() {}

    static void judge(Element process, Report report) {
        Set<String> names = new HashSet<>();
        process.extensions()
                .filter(extension -> extension.name().equals("placeholders"))
                .flatMap(list -> list.children().stream())
                .forEach(child -> {
                    if (child.isProfile() && child.name().equals("placeholder")) {
                        placeholder(child, names, report);
                    } else {
                        report.unsupported(child, "<placeholders>", List.of("placeholder"));
                    }
                });
    }

    private static void placeholder(Element placeholder, Set<String> names, Report report) {
        report.needs(placeholder, "name");
        String name = placeholder.get("name");
        if (!placeholder.lacks("name") && !names.add(name)) {
            report.report(
                    ProblemCode.BPMN_PLACEHOLDER_DUPLICATE,
                    placeholder,
                    "each placeholder once",
                    Quoted.of(name) + " again");
        }
        // One that names no type is a text.
        if (placeholder.attributes().containsKey("type")) {
            report.needsWord(placeholder, "type", TYPES);
        }
        String value = placeholder.get("default");
        if (placeholder.attributes().containsKey("default") && !fits(placeholder.get("type"), value)) {
            report.report(
                    ProblemCode.BPMN_TASK_INPUT,
                    placeholder,
                    "the default of the placeholder " + Quoted.of(name) + " to be a " + placeholder.get("type"),
                    Quoted.of(value));
        }
    }

    /** An unknown type fits all: it is a problem of its own. */
    private static boolean fits(String type, String value) {
        return switch (type) {
            case "number" -> isNumber(value);
            case "boolean" -> value.equals("true") || value.equals("false");
            case "date" -> isDate(value);
            default -> true;
        };
    }

    private static boolean isNumber(String value) {
        try {
            return value.length() <= LONGEST_NUMBER && new BigDecimal(value).precision() > 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isDate(String value) {
        try {
            LocalDate.parse(value);
            return true;
        } catch (DateTimeParseException e) {
            return isInstant(value);
        }
    }

    private static boolean isInstant(String value) {
        try {
            OffsetDateTime.parse(value);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
