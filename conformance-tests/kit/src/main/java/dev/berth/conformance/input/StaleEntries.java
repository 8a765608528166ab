/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.input;

import dev.berth.conformance.Subject;
import dev.berth.conformance.engine.Report.Entry;
import dev.berth.manifest.Kind;
import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.Phase;
import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.finding.Findings;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Quoted;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds entries of a policy's lists that name nothing which this check knows (GATE-11). */
public final class StaleEntries {
    private static final String RULE = "GATE-11";

    private final PolicyFile file;
    private final List<Subject> subjects;
    private final Set<String> names = new LinkedHashSet<>();

    private StaleEntries(PolicyFile file, List<Subject> subjects) {
        this.file = file;
        this.subjects = subjects;
        for (Subject subject : subjects) {
            subject.packageJson()
                    .flatMap(root -> root.text("name"))
                    .map(Node.Text::value)
                    .filter(ExtensionId::isValid)
                    .ifPresent(names::add);
            subject.neighbours().known().forEach(other -> names.add(other.id().toString()));
        }
    }

    /** Judges what a file says, not the defaults. */
    public static List<Entry> of(PolicyFile file, List<Subject> subjects) {
        StaleEntries judge = new StaleEntries(file, subjects);
        List<Entry> entries = new ArrayList<>();
        file.given().forEach((key, value) -> judge.judge(key, value, entries));
        return entries;
    }

    private void judge(PolicyKey key, Node value, List<Entry> entries) {
        switch (key.names()) {
            case EXTENSIONS -> each(value, text -> names.stream().anyMatch(id -> isNamed(id, text)), key, entries);
            case URLS -> each(value, text -> text.isEmpty() || isInPayload(text), key, entries);
            case SCOPES -> scopes(key, (Node.Obj) value, entries);
            case NOTHING -> {}
        }
    }

    private void scopes(PolicyKey key, Node.Obj value, List<Entry> entries) {
        for (Node.Member member : value.members()) {
            if (key == PolicyKey.ALLOWED_SCOPES) {
                String suffix =
                        "-" + Kind.find(member.name()).map(Kind::toString).orElse("");
                each(member.value(), text -> text.equals("*") || isScope(text, suffix), key, entries);
            } else if (!isScope(member.name(), "")) {
                entries.add(stale(key, member.name(), new Node.Text(member.name(), member.namePlace())));
            }
        }
    }

    private interface Use {
        boolean isUsed(String text);
    }

    private void each(Node list, Use use, PolicyKey key, List<Entry> entries) {
        for (Node item : ((Node.Arr) list).items()) {
            Node.Text text = (Node.Text) item;
            if (!use.isUsed(text.value())) {
                entries.add(stale(key, text.value(), text));
            }
        }
    }

    private static boolean isNamed(String id, String text) {
        return id.equals(text) || id.endsWith("/" + text);
    }

    /** A skill may end in {@code -skills} (MAN-31). */
    private boolean isScope(String text, String suffix) {
        String start = "@" + PolicyFile.scope(text) + "/";
        return names.stream()
                .anyMatch(id -> id.startsWith(start) && (id.endsWith(suffix) || id.endsWith(suffix + "s")));
    }

    private boolean isInPayload(String text) {
        return subjects.stream().map(Subject::entries).anyMatch(entries -> holds(entries, text));
    }

    private static boolean holds(PackageEntries entries, String text) {
        return entries.paths().stream()
                .filter(path -> path.endsWith(".json"))
                .map(entries::read)
                .flatMap(Optional::stream)
                .anyMatch(bytes -> new String(bytes, StandardCharsets.UTF_8).contains(text));
    }

    private Entry stale(PolicyKey key, String text, Node.Text value) {
        Findings findings = new Findings(file.name(), Phase.CHECK);
        InputFile input = new InputFile(file.name());
        findings.add(
                Fault.of(ProblemCode.POLICY_ENTRY_STALE, input.at(value.place()).field(key.path()))
                        .says("needs each entry of \"" + key.path() + "\" to name something that is there")
                        .found(Quoted.of(text) + ", which nothing that was checked matches")
                        .operator("remove the entry, or check the extensions that it is for as well"));
        return new Entry("", "policy", RULE, findings.sorted().get(0), Optional.empty());
    }
}
