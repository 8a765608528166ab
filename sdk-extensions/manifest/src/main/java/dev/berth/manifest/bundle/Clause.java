/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.bundle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A clause of a bundle header, {@code path;path;name=value;name:=value}.
 *
 * @param paths the paths, such as package names
 * @param parameters attributes as {@code name}, directives as {@code name:}
 */
record Clause(List<String> paths, Map<String, String> parameters) {
    /** Reads the clauses of a header; empty if its quotes do not close or a path is blank. */
    static Optional<List<Clause>> parse(String header) {
        List<Clause> clauses = new ArrayList<>();
        Optional<List<String>> texts = split(header, ',');
        if (texts.isEmpty()) {
            return Optional.empty();
        }
        for (String text : texts.get()) {
            List<String> paths = new ArrayList<>();
            Map<String, String> parameters = new HashMap<>();
            for (String part : split(text, ';').orElse(List.of())) {
                int equals = part.indexOf('=');
                if (equals < 0) {
                    paths.add(part.strip());
                } else {
                    parameters.putIfAbsent(part.substring(0, equals).strip(), unquoted(part.substring(equals + 1)));
                }
            }
            if (paths.isEmpty() || paths.stream().anyMatch(String::isEmpty)) {
                return Optional.empty();
            }
            clauses.add(new Clause(List.copyOf(paths), Map.copyOf(parameters)));
        }
        return Optional.of(clauses);
    }

    boolean isOptional() {
        return "optional".equals(parameters.get("resolution:"));
    }

    private static Optional<List<String>> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return quoted ? Optional.empty() : Optional.of(parts);
    }

    private static String unquoted(String text) {
        String value = text.strip();
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1).replace("\\\"", "\"") : value;
    }
}
