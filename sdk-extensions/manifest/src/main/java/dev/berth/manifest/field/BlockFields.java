/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.field;

import dev.berth.manifest.Kind;
import dev.berth.manifest.edge.DependencyFields;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Quoted;
import dev.berth.manifest.reading.Reading;
import dev.berth.manifest.reading.Shape;
import dev.berth.manifest.reading.Words;
import dev.berth.sdk.problem.ProblemCode;
import java.util.List;
import java.util.Optional;

/** Reads the block by the field table (MAN-18 to MAN-22), then what needs more than one field. */
public final class BlockFields {
    private BlockFields() {}

    /** Reads the kind alone, which other rules need first. */
    public static Optional<Kind> kind(Node.Obj block) {
        return block.text("kind").flatMap(text -> Kind.find(text.value()));
    }

    /** Reads all fields of the block. */
    public static void read(String name, Node.Obj block, Reading reading) {
        kind(block).ifPresent(reading.draft()::kind);
        for (Node.Member member : block.members()) {
            readMember(name, member, reading);
        }
        for (Field field : FieldTable.ROWS) {
            boolean due = field.presence() == Field.Presence.REQUIRED
                    && reading.kind()
                            .map(field.kinds()::contains)
                            .orElse(field.kinds().equals(Field.ALL));
            if (due && block.get(field.name()).isEmpty()) {
                reading.report(Reading.fault(FieldTable.missing(field), block.place(), field.name())
                        .says("needs the field \"" + field.name() + "\" in the block " + Quoted.of(name) + ", "
                                + field.shape().words())
                        .found("no such field")
                        .author("add \"" + field.name() + "\""));
            }
        }
        if (isAbsent(block, "sdkAbiRange")) {
            AbiField.absent(block, reading);
        }
        DependencyFields.read(block, reading);
        ConfigField.judge(block, reading);
        UiRules.judge(block, reading);
    }

    /** Tells whether a field is not there, or null where null counts as absent. */
    public static boolean isAbsent(Node.Obj block, String field) {
        return block.get(field)
                .map(value -> FieldTable.find(field)
                        .filter(row -> FieldTable.isAbsent(row, value))
                        .isPresent())
                .orElse(true);
    }

    private static void readMember(String block, Node.Member member, Reading reading) {
        String name = member.name();
        Optional<Field> row = FieldTable.find(name);
        if (row.isEmpty()) {
            other(member, reading);
            return;
        }
        Field field = row.get();
        if (reading.kind().isPresent() && !field.kinds().contains(reading.kind().get())) {
            List<String> kinds = field.kinds().stream().map(Kind::toString).toList();
            reading.report(Reading.fault(ProblemCode.FIELD_NOT_FOR_KIND, member.namePlace(), name)
                    .says("has the field \"" + name + "\", which needs the kind " + Words.anyOf(kinds))
                    .found("kind " + reading.kind().get())
                    .author("remove the field"));
        } else if (FieldTable.isAbsent(field, member.value())) {
            return;
        } else if (!field.shape().fits().test(member.value())) {
            reportType(field, member.value(), reading);
        } else if (name.equals("apiVersion")) {
            IdentityFields.apiVersion(member.value(), block, reading);
        } else {
            field.reader().read(member.value(), reading);
        }
    }

    /** Points at the item that does not fit, where one does not. */
    private static void reportType(Field field, Node value, Reading reading) {
        if (value instanceof Node.Arr array && field.shape().words().startsWith("an array of ")) {
            for (int i = 0; i < array.items().size(); i++) {
                Node item = array.items().get(i);
                if (!field.shape().fits().test(new Node.Arr(List.of(item), array.place()))) {
                    reading.reportType(field.name() + "[" + i + "]", item, Shape.TEXT);
                    return;
                }
            }
        }
        reading.report(Reading.fault(FieldTable.malformed(field), value.place(), field.name())
                .valid(field.shape().words())
                .found(value));
    }

    private static void other(Node.Member member, Reading reading) {
        String name = member.name();
        if (name.startsWith("x-")) {
            return;
        }
        if (RetiredKeys.isRetired(member, reading)) {
            RetiredKeys.report(member, reading);
        } else if (FieldTable.RESERVED.contains(name)) {
            reading.report(Reading.fault(ProblemCode.FIELD_RESERVED, member.namePlace(), name)
                    .says("has the field \"" + name + "\", which is reserved for a later version")
                    .found(member.value())
                    .then("It changes nothing.")
                    .author("remove the field"));
        } else if (FieldTable.HOST_ONLY.contains(name)) {
            reading.report(Reading.fault(ProblemCode.FIELD_HOST_ONLY, member.namePlace(), name)
                    .says("has the field \"" + name + "\", which only the host writes")
                    .found(member.value())
                    .then("The authored value is ignored.")
                    .author("remove the field"));
        } else {
            List<String> known = FieldTable.ROWS.stream()
                    .filter(row -> reading.kind().map(row.kinds()::contains).orElse(true))
                    .map(Field::name)
                    .toList();
            reading.report(Reading.fault(ProblemCode.FIELD_UNKNOWN, member.namePlace(), name)
                    .says("has a field that this version does not know")
                    .found(Quoted.of(name))
                    .near(name, known)
                    .then("The field is ignored.")
                    .author("correct the name, or start it with x- to keep it"));
        }
    }
}
