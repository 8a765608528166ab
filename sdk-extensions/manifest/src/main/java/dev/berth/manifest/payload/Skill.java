/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload;

import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.json.Node;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A skill of a package, for whoever holds it; {@link SkillPayload} judges it. What is malformed is absent.
 *
 * @param slug its name, that of its folder
 * @param matchWhen when it is offered (MAN-180)
 */
public record Skill(String slug, String description, Optional<Node> matchWhen) {
    /** Reads the skills of a package, by name. */
    public static List<Skill> all(PackageEntries entries) {
        Set<String> folders = SkillPayload.folders(entries);
        return folders.stream()
                .flatMap(slug ->
                        entries.read(SkillPayload.path(slug)).stream().flatMap(bytes -> read(slug, bytes).stream()))
                .toList();
    }

    private static Optional<Skill> read(String slug, byte[] bytes) {
        return FrontMatter.read(bytes) instanceof FrontMatter.Mapping front
                ? Optional.of(new Skill(
                        slug,
                        front.values().text("description").map(Node.Text::value).orElse(""),
                        MatchWhen.find(front.values())))
                : Optional.empty();
    }

    /** Returns what a host keeps of it; a rule that nobody understands is kept as a hint, and matches nothing. */
    public JsonObject toJson() {
        JsonObject json = JsonObject.of("description", description);
        return matchWhen
                .map(value -> json.with(MatchWhen.isValid(value) ? "matchWhen" : "hint", value.toJson()))
                .orElse(json);
    }
}
