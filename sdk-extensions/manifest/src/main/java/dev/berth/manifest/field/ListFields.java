/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.field;

import dev.berth.manifest.Kind;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Quoted;
import dev.berth.manifest.reading.Reading;
import dev.berth.manifest.reading.Row;
import dev.berth.manifest.reading.Words;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Lists that declare roles and primitives (MAN-45, MAN-52, MAN-54). */
final class ListFields {
    private static final int LONGEST_ROLE = 64;
    private static final Pattern ROLE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*+");
    private static final List<String> REQUIREMENTS = List.of("required", "optional");

    private ListFields() {}

    static void roles(Node value, Reading reading) {
        List<Node> items = ((Node.Arr) value).items();
        for (int i = 0; i < items.size(); i++) {
            Node.Text role = (Node.Text) items.get(i);
            String field = "roles[" + i + "]";
            if (role.value().length() > LONGEST_ROLE
                    || !ROLE.matcher(role.value()).matches()) {
                reading.report(Reading.fault(ProblemCode.ROLE_INVALID, role.place(), field)
                        .valid("a kebab-case word, such as mail-sender")
                        .found(role));
            } else if (!reading.draft().addRole(role.value())) {
                reading.report(Reading.fault(ProblemCode.ROLE_INVALID, role.place(), field)
                        .valid("a role that is not listed before")
                        .found(role)
                        .author("remove the second one"));
            } else {
                claimRole(role, field, reading);
            }
        }
    }

    private static void claimRole(Node.Text role, String field, Reading reading) {
        reading.others(view -> view.holders(role.value()))
                .findFirst()
                .ifPresent(holder -> reading.report(Reading.fault(ProblemCode.ROLE_CLAIMED, role.place(), field)
                        .says("needs the role " + Quoted.of(role) + " for itself")
                        .but(holder.id() + " already has it")
                        .fact("holder", holder.id().toString())
                        .operator("archive " + holder.id() + " first, or keep it and leave this one out")
                        .author("leave the role out, if the extension can work beside another")));
    }

    static void consumes(Node value, Reading reading) {
        Set<String> seen = new HashSet<>();
        Row.each(value, "consumes", ProblemCode.CONSUMES_INVALID, List.of("primitive", "requirement"), reading, row -> {
            row.text("primitive", "the name of a primitive")
                    .filter(primitive -> !seen.add(primitive.value()))
                    .ifPresent(primitive -> reading.report(row.at("primitive", primitive)
                            .valid("a primitive that is not listed before")
                            .found(primitive)
                            .author("remove one of the rows")));
            row.word(row.text("requirement", Words.anyOf(REQUIREMENTS)), "requirement", REQUIREMENTS);
        });
    }

    static void produces(Node value, Reading reading) {
        Row.each(
                value,
                "produces",
                ProblemCode.PRODUCES_INVALID,
                List.of("extension"),
                reading,
                row -> row.text("extension", "the id of an artifact extension")
                        .filter(id -> !ExtensionId.isValid(id.value()) || isOfAnotherKind(id.value()))
                        .ifPresent(id -> reading.report(row.at("extension", id)
                                .valid("the id of an artifact extension, such as @acme/report-artifact")
                                .found(id))));
    }

    /** An artifact may be named otherwise (MAN-31), but not after another kind. */
    private static boolean isOfAnotherKind(String id) {
        return id.endsWith("-skills")
                || Words.KINDS.stream()
                        .filter(kind -> !kind.equals(Kind.ARTIFACT.toString()))
                        .anyMatch(kind -> id.endsWith("-" + kind));
    }
}
