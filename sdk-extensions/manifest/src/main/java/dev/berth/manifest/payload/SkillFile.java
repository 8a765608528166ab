/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload;

import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.finding.Findings;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Place;
import dev.berth.manifest.json.Quoted;
import dev.berth.manifest.json.SyntaxFault;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** One {@code SKILL.md} (MAN-176 to MAN-180). */
record SkillFile(String path, String folder, Node.Obj values, Findings findings) {
    private static final List<String> KEYS =
            List.of("name", "description", "license", "allowed-tools", "metadata", "compatibility", "match_when");
    private static final List<String> BLOCKS = List.of("berth", "cinatra");
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");
    private static final int LONGEST_DESCRIPTION = 1024;
    private static final int LONGEST_COMPATIBILITY = 500;

    static void judge(String path, String folder, byte[] bytes, Findings findings) {
        FrontMatter front = FrontMatter.read(bytes);
        if (front instanceof FrontMatter.Broken broken) {
            SyntaxFault fault = broken.fault();
            Fault reported = Fault.of(
                            ProblemCode.SKILL_FRONT_MATTER,
                            Location.of(
                                    path, fault.place().line(), fault.place().column()))
                    .says("needs " + fault.needed() + " in " + path)
                    .found(fault.found());
            fault.fix().ifPresent(reported::author);
            findings.add(reported);
            return;
        }
        new SkillFile(path, folder, ((FrontMatter.Mapping) front).values(), findings).judge();
    }

    private void judge() {
        for (Node.Member member : values.members()) {
            if (!KEYS.contains(member.name())) {
                findings.add(Fault.of(ProblemCode.SKILL_FRONT_MATTER, at(member.namePlace(), member.name()))
                        .says("needs front matter with the keys " + String.join(", ", KEYS.subList(0, 6)))
                        .found(Quoted.of(member.name()))
                        .near(member.name(), KEYS)
                        .author("move the key under \"metadata\", or remove it"));
            }
        }
        name();
        text("description", LONGEST_DESCRIPTION, true);
        text("compatibility", LONGEST_COMPATIBILITY, false);
        metadata();
        matchWhen();
    }

    private void name() {
        Optional<Node> value = values.get("name");
        String text = value.filter(Node.Text.class::isInstance)
                .map(node -> ((Node.Text) node).value())
                .orElse("");
        boolean formed =
                NAME.matcher(text).matches() && !text.startsWith("-") && !text.endsWith("-") && !text.contains("--");
        if (!formed || !text.equals(folder)) {
            findings.add(Fault.of(ProblemCode.SKILL_NAME, at(value, "name"))
                    .valid(
                            formed
                                    ? Quoted.of(folder) + ", as its folder"
                                    : "1 to 64 of a-z, 0-9 and single hyphens, none at an end, equal to its folder")
                    .found(value.map(Quoted::of).orElse("nothing"))
                    .author("name the skill and its folder alike"));
        }
    }

    private void text(String key, int longest, boolean required) {
        Optional<Node> value = values.get(key);
        if (value.isEmpty() && !required) {
            return;
        }
        Fault fault = Fault.of(ProblemCode.SKILL_DESCRIPTION, at(value, key))
                .valid("a text of 1 to " + longest + " characters without < and >");
        if (!(value.orElse(values) instanceof Node.Text text) || text.isBlank()) {
            findings.add(fault.found(value.map(Quoted::of).orElse("nothing")));
            return;
        }
        int length = text.value().codePointCount(0, text.value().length());
        if (length > longest) {
            findings.add(fault.found(length + " characters"));
        } else if (required && (text.value().contains("<") || text.value().contains(">"))) {
            findings.add(fault.found("an angle bracket"));
        }
    }

    private void metadata() {
        Optional<Node> metadata = values.get("metadata");
        if (metadata.isPresent() && !(metadata.get() instanceof Node.Obj)) {
            findings.add(Fault.of(ProblemCode.SKILL_FRONT_MATTER, at(metadata, "metadata"))
                    .valid("a mapping")
                    .found(metadata.get()));
        } else if (metadata.orElse(values) instanceof Node.Obj object
                && metadata.isPresent()
                && BLOCKS.stream().allMatch(block -> object.get(block).isPresent())) {
            findings.add(Fault.of(ProblemCode.PAYLOAD_FOLDER_AMBIGUOUS, at(object.get(BLOCKS.get(1)), "metadata"))
                    .says("needs one of metadata.berth and metadata.cinatra in " + path)
                    .found("both")
                    .author("remove one of them"));
        }
    }

    private void matchWhen() {
        Optional<Node> old = values.get("match_when");
        Optional<Node> current = values.get("metadata")
                .filter(Node.Obj.class::isInstance)
                .flatMap(metadata -> ((Node.Obj) metadata).get("match_when"));
        old.ifPresent(value ->
                findings.add(Fault.of(ProblemCode.SKILL_MATCH_WHEN_PLACE, at(value.place(), "match_when"))
                        .says("needs \"match_when\" under \"metadata\" in " + path)
                        .found("it at the top")
                        .then(current.isPresent() ? "The one under \"metadata\" is read." : "It is read all the same.")
                        .author("move it under \"metadata\"")));
        MatchWhen.find(values)
                .filter(value -> !MatchWhen.isValid(value))
                .ifPresent(value -> findings.add(Fault.of(ProblemCode.SKILL_MATCH_WHEN, at(value.place(), "match_when"))
                        .valid("always, or rows of always, {agent_id: …} and {agent_has_tag: …}")
                        .found(value)
                        .then("It is kept as a hint and matches nothing by rule.")));
    }

    private Location at(Optional<Node> value, String field) {
        return at(value.map(Node::place).orElse(values.place()), field);
    }

    private Location at(Place place, String field) {
        return Location.of(path, place.line(), place.column()).field(field);
    }
}
