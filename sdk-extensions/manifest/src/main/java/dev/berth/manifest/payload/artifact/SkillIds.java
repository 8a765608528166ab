/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload.artifact;

import dev.berth.manifest.json.Node;
import java.util.List;
import java.util.Locale;

/** The skills that write, recognise, check and enrich an artifact: ids of the catalogue, never files (MAN-169). */
final class SkillIds {
    static final List<String> ROLES = List.of("authoring", "matchers", "validators", "enrichers");
    private static final List<String> PATH_STARTS = List.of("/", "./", "../");
    private static final String VALID = "the id of a skill, such as @acme/notes-skills:greeting, not a path";

    private SkillIds() {}

    static void judge(Part artifact) {
        artifact.child("skills").ifPresent(skills -> {
            skills.refuseUnknown(ROLES);
            for (String role : ROLES) {
                skills.texts(role);
                if (skills.object().get(role).orElse(null) instanceof Node.Arr ids) {
                    for (int i = 0; i < ids.items().size(); i++) {
                        if (ids.items().get(i) instanceof Node.Text id && isPath(id.value())) {
                            skills.report(role + "[" + i + "]", id, VALID);
                        }
                    }
                }
            }
        });
    }

    private static boolean isPath(String id) {
        return PATH_STARTS.stream().anyMatch(id::startsWith)
                || id.toLowerCase(Locale.ROOT).endsWith(".md");
    }
}
