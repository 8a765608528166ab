/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.report;

import dev.berth.conformance.Rule;
import dev.berth.conformance.engine.Outcome;
import dev.berth.conformance.engine.Report;
import dev.berth.conformance.engine.Report.Checked;
import dev.berth.conformance.engine.Report.Entry;
import dev.berth.conformance.engine.Report.Verdict;
import dev.berth.sdk.problem.Problem;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;

/** JUnit XML (GATE-17): a suite a gate and subject, a case a rule. */
final class JunitReport {
    private JunitReport() {}

    /** A case of a suite. */
    private record Case(String gate, String name, List<Entry> entries) {
        boolean fails() {
            return entries.stream().anyMatch(Entry::fails);
        }
    }

    static String write(Report report, Format.Context context) {
        StringWriter out = new StringWriter();
        try {
            Xml xml = new Xml(XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out));
            xml.start("testsuites", "name", "berth check");
            if (context.took().isPresent()) {
                xml.attribute(
                        "time",
                        String.format(Locale.ROOT, "%.3f", context.took().get().toMillis() / 1000.0));
            }
            for (Checked subject : report.subjects()) {
                for (Verdict verdict : subject.verdicts()) {
                    suite(xml, subject, verdict, report);
                }
            }
            List<Entry> own =
                    report.findings().stream().filter(JunitReport::isOfRun).toList();
            for (String file : own.stream().map(Entry::gate).distinct().sorted().toList()) {
                List<Entry> entries =
                        own.stream().filter(entry -> entry.gate().equals(file)).toList();
                cases(xml, "berth " + file, cases(file, List.of(), entries));
            }
            failures(xml, report.failures());
            xml.end();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("Memory takes all XML", e);
        }
        return out + "\n";
    }

    /** A finding about the files that the run was given, not about a subject. */
    private static boolean isOfRun(Entry entry) {
        return entry.gate().equals("policy") || entry.gate().equals("baseline");
    }

    private static void suite(Xml xml, Checked subject, Verdict verdict, Report report) throws XMLStreamException {
        String gate = verdict.gate().toString();
        String name =
                "berth " + gate + " " + subject.name() + (subject.path().isEmpty() ? "" : " (" + subject.path() + ")");
        List<Entry> entries = report.findings().stream()
                .filter(entry -> entry.gate().equals(gate) && entry.subject().equals(subject.path()))
                .toList();
        if (verdict.outcome() == Outcome.SKIPPED) {
            head(xml, name, 1, 0, 0, 1);
            one(xml, gate, gate, "skipped", "skipped", verdict.reason().orElse(""));
            xml.end();
            return;
        }
        if (verdict.outcome() == Outcome.BROKEN) {
            List<Case> cases = cases(gate, List.of(), entries);
            head(xml, name, cases.size() + 1, count(cases), 1, 0);
            one(xml, gate, gate, "error", "broken", verdict.reason().orElse(""));
            for (Case each : cases) {
                one(xml, each);
            }
            xml.end();
            return;
        }
        cases(xml, name, cases(gate, verdict.rules(), entries));
    }

    /** Returns a case for each code of each rule that was judged, and for what was found beyond. */
    private static List<Case> cases(String gate, List<Rule> rules, List<Entry> entries) {
        Map<String, List<Entry>> cases = new LinkedHashMap<>();
        rules.forEach(rule -> rule.codes().forEach(code -> cases.put(rule.id() + " " + code, new ArrayList<>())));
        for (Entry entry : entries) {
            cases.computeIfAbsent(entry.rule() + " " + entry.problem().code(), name -> new ArrayList<>())
                    .add(entry);
        }
        return cases.entrySet().stream()
                .map(each -> new Case(gate, each.getKey(), List.copyOf(each.getValue())))
                .toList();
    }

    private static int count(List<Case> cases) {
        return (int) cases.stream().filter(Case::fails).count();
    }

    private static void cases(Xml xml, String name, List<Case> cases) throws XMLStreamException {
        head(xml, name, cases.size(), count(cases), 0, 0);
        for (Case each : cases) {
            one(xml, each);
        }
        xml.end();
    }

    private static void head(Xml xml, String name, int tests, int failures, int errors, int skipped)
            throws XMLStreamException {
        xml.start(
                "testsuite",
                "name",
                name,
                "tests",
                String.valueOf(tests),
                "failures",
                String.valueOf(failures),
                "errors",
                String.valueOf(errors),
                "skipped",
                String.valueOf(skipped));
    }

    private static void one(Xml xml, Case each) throws XMLStreamException {
        xml.start("testcase", "classname", "berth.gate." + each.gate(), "name", each.name());
        List<Problem> failing =
                each.entries().stream().filter(Entry::fails).map(Entry::problem).toList();
        if (!failing.isEmpty()) {
            xml.start(
                    "failure",
                    "type",
                    failing.get(0).code().toString(),
                    "message",
                    failing.get(0).summary());
            xml.text(texts(failing));
            xml.end();
        }
        List<Problem> others = each.entries().stream()
                .filter(entry -> !entry.fails())
                .map(Entry::problem)
                .toList();
        if (!others.isEmpty()) {
            xml.start("system-out");
            xml.text(texts(others));
            xml.end();
        }
        xml.end();
    }

    private static String texts(List<Problem> problems) {
        return problems.stream().map(Problem::text).collect(Collectors.joining("\n\n"));
    }

    private static void one(Xml xml, String gate, String name, String element, String type, String text)
            throws XMLStreamException {
        xml.start("testcase", "classname", "berth.gate." + gate, "name", name);
        if (element.equals("skipped")) {
            xml.start(element, "message", text);
        } else {
            xml.start(element, "type", type, "message", text);
        }
        xml.end();
        xml.end();
    }

    private static void failures(Xml xml, List<Problem> failures) throws XMLStreamException {
        if (failures.isEmpty()) {
            return;
        }
        head(xml, "berth check", failures.size(), 0, failures.size(), 0);
        for (Problem failure : failures) {
            xml.start("testcase", "classname", "berth.check", "name", failure.subject() + " " + failure.code());
            xml.start("error", "type", failure.code().toString(), "message", failure.summary());
            xml.text(failure.text());
            xml.end();
            xml.end();
        }
        xml.end();
    }
}
