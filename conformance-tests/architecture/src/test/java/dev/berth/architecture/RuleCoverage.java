/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.architecture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which test names which numbered rule of the contract: in its display name, or in the comment above it or above its class. */
final class RuleCoverage {
    private static final Pattern REFERENCE = Pattern.compile("\\b([A-Z]+)-(S?)(\\d+)(?:\\s+to\\s+(?:\\1-)?\\2(\\d+))?");
    private static final Pattern TEST =
            Pattern.compile("@(Test|ParameterizedTest|TestFactory|RepeatedTest|FuzzTest)\\b");
    private static final Pattern TYPE = Pattern.compile("^(?:\\w+ )*(?:class|interface|record) (\\w+).*");
    private static final Pattern METHOD = Pattern.compile("^ {4}(?:\\w[\\w<>, .?\\[\\]]* )?(\\w+)\\(.*");

    private final Map<String, Set<String>> testsByRule = new TreeMap<>();

    private RuleCoverage() {}

    static RuleCoverage of(Stream<Path> sources) {
        RuleCoverage coverage = new RuleCoverage();
        sources.forEach(coverage::read);
        return coverage;
    }

    Set<String> tests(String rule) {
        return testsByRule.getOrDefault(rule, Set.of());
    }

    private void read(Path source) {
        String text = Sources.text(source);
        if (!TEST.matcher(text).find()) {
            return;
        }
        String type = source.getFileName().toString().replace(".java", "");
        StringBuilder head = new StringBuilder();
        boolean inTextBlock = false;
        for (String line : text.lines().toList()) {
            inTextBlock ^= line.split("\"\"\"", -1).length % 2 == 0;
            Matcher method = METHOD.matcher(line);
            if (TYPE.matcher(line).matches()) {
                note(head, type);
            } else if (method.matches() && TEST.matcher(head).find()) {
                note(head, type + "." + method.group(1));
            }
            boolean declares = method.matches() || TYPE.matcher(line).matches();
            boolean ends = declares || line.strip().equals("}") || (line.endsWith(";") && !line.contains("*"));
            if (ends && !inTextBlock) {
                head.setLength(0);
            } else {
                head.append(line.replace("\" + \"", "").replace("     * ", " ")).append('\n');
            }
        }
    }

    private void note(CharSequence head, String test) {
        rules(head)
                .forEach(rule -> testsByRule
                        .computeIfAbsent(rule, any -> new TreeSet<>())
                        .add(test));
    }

    /** Returns the rules that a text names, {@code MAN-1 to MAN-3} as three. */
    static List<String> rules(CharSequence text) {
        List<String> rules = new ArrayList<>();
        Matcher found = REFERENCE.matcher(text);
        while (found.find()) {
            int first = Integer.parseInt(found.group(3));
            int last = found.group(4) == null ? first : Integer.parseInt(found.group(4));
            IntStream.rangeClosed(first, last)
                    .mapToObj(number -> found.group(1) + "-" + found.group(2) + number)
                    .forEach(rules::add);
        }
        return rules;
    }
}
