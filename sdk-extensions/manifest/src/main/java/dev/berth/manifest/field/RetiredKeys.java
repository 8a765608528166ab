/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.field;

import dev.berth.manifest.Kind;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Quoted;
import dev.berth.manifest.reading.Reading;
import dev.berth.sdk.problem.ProblemCode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Keys of older forms, refused with any value: who writes one believes that it does something. */
final class RetiredKeys {
    private record Row(String key, Set<Kind> kinds, ProblemCode code, String instead, String edit) {}

    private static final List<Row> ROWS = List.of(
            new Row(
                    "migrations",
                    Field.ALL,
                    ProblemCode.MIGRATIONS_RETIRED,
                    "\"migrationsDir\"",
                    "name the folder in \"migrationsDir\", or remove the key"),
            new Row(
                    "workflow",
                    EnumSet.of(Kind.WORKFLOW),
                    ProblemCode.BPMN_INLINE_DEFINITION,
                    "the file workflow.bpmn",
                    "draw the graph in workflow.bpmn, and remove the key"),
            new Row(
                    "artifactType",
                    EnumSet.of(Kind.ARTIFACT),
                    ProblemCode.ARTIFACT_INVALID,
                    "\"artifact\"",
                    "say in \"artifact\" what the artifact is, and remove the key"));

    private RetiredKeys() {}

    static boolean isRetired(Node.Member member, Reading reading) {
        return ROWS.stream().anyMatch(row -> isThis(row, member, reading));
    }

    static void report(Node.Member member, Reading reading) {
        String name = member.name();
        ROWS.stream()
                .filter(row -> isThis(row, member, reading))
                .forEach(row -> reading.report(Reading.fault(row.code, member.namePlace(), name)
                        .says("needs " + row.instead + " in place of \"" + name + "\", which is retired in any form")
                        .found("\"" + name + "\" with " + Quoted.of(member.value()))
                        .author(row.edit)));
    }

    private static boolean isThis(Row row, Node.Member member, Reading reading) {
        return row.key.equals(member.name())
                && (row.kinds.equals(Field.ALL)
                        || reading.kind().filter(row.kinds::contains).isPresent());
    }
}
