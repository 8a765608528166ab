/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload.artifact;

import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Quoted;
import dev.berth.manifest.reading.PackagePath;
import dev.berth.manifest.reading.Reading;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The empty artifacts to start from (MAN-168). */
final class Templates {
    private static final String FIELD = "templates";
    static final List<String> KEYS = List.of("id", "form", "mimeType", "path", "default");

    private final Set<String> ids = new HashSet<>();
    private final Set<String> withDefault = new HashSet<>();

    private Templates() {}

    static void judge(Part artifact) {
        Optional<Node> value = artifact.object().get(FIELD);
        if (!(value.orElse(null) instanceof Node.Arr rows)) {
            value.ifPresent(other -> artifact.report(FIELD, other, "an array of templates"));
            return;
        }
        Templates seen = new Templates();
        for (int i = 0; i < rows.items().size(); i++) {
            Node item = rows.items().get(i);
            if (item instanceof Node.Obj row) {
                seen.row(new Part(
                        row, artifact.path() + "." + FIELD + "[" + i + "]", artifact.code(), artifact.reading()));
            } else {
                artifact.report(FIELD + "[" + i + "]", item, "an object with " + String.join(", ", KEYS));
            }
        }
    }

    private void row(Part row) {
        row.refuseUnknown(KEYS);
        row.text("id")
                .filter(id -> !ids.add(id.value()))
                .ifPresent(id -> row.report("id", id, "an id that no other template has"));
        row.text("mimeType");
        row.text("path").ifPresent(path -> PackagePath.file(path, row.path() + ".path", row.reading()));
        Optional<String> form = row.text("form").map(Node.Text::value);
        form.filter(word -> !Accepts.FORMS.contains(word))
                .ifPresent(word -> row.reading()
                        .report(Reading.fault(
                                        row.code(),
                                        row.object().get("form").orElseThrow().place(),
                                        row.path() + ".form")
                                .valid("one of " + String.join(", ", Accepts.FORMS))
                                .found(Quoted.of(word))
                                .near(word, Accepts.FORMS)));
        row.object().get("default").ifPresent(flag -> {
            if (!(flag instanceof Node.Bool chosen)) {
                row.report("default", flag, "true or false");
            } else if (chosen.value() && form.isPresent() && !withDefault.add(form.get())) {
                row.report("default", flag, "true in one template of a form at most");
            }
        });
    }
}
