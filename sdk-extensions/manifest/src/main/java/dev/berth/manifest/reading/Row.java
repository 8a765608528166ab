/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.reading;

import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Quoted;
import dev.berth.sdk.problem.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A row of a list of objects, such as {@code dependencies[2]}.
 *
 * @param path how messages call it
 * @param code what a malformed row is reported as
 */
public record Row(Node.Obj object, String path, ProblemCode code, Reading reading) {
    /** Hands each row that is an object to a reader and reports the others; unknown keys are reported and passed over. */
    public static void each(
            Node list, String field, ProblemCode code, List<String> keys, Reading reading, Consumer<Row> reader) {
        List<Node> items = ((Node.Arr) list).items();
        for (int i = 0; i < items.size(); i++) {
            String path = field + "[" + i + "]";
            if (items.get(i) instanceof Node.Obj object) {
                Row row = new Row(object, path, code, reading);
                row.reportUnknown(keys);
                reader.accept(row);
            } else {
                reading.report(Reading.fault(code, items.get(i).place(), path)
                        .valid("an object with " + String.join(", ", keys))
                        .found(items.get(i)));
            }
        }
    }

    /** Reports the keys that are not among the known ones. */
    public void reportUnknown(List<String> keys) {
        for (Node.Member member : object.members()) {
            if (!keys.contains(member.name()) && !member.name().startsWith("x-")) {
                reading.report(Reading.fault(ProblemCode.FIELD_UNKNOWN, member.namePlace(), path)
                        .says("has a row that may have the keys " + String.join(", ", keys))
                        .found(Quoted.of(member.name()))
                        .near(member.name(), keys)
                        .then("The key is ignored."));
            }
        }
    }

    /** Reads a text that must be there and not be blank; reports it otherwise. */
    public Optional<Node.Text> text(String key, String valid) {
        Optional<Node> value = object.get(key);
        if (value.isEmpty()) {
            reading.report(Reading.fault(code, object.place(), path + "." + key)
                    .valid(valid)
                    .found("nothing")
                    .author("add \"" + key + "\" to the row"));
            return Optional.empty();
        }
        return text(key, valid, value.get());
    }

    /** Reads a text that may be absent; reports it if it is there and is not a text, or blank. */
    public Optional<Node.Text> optionalText(String key, String valid) {
        return object.get(key).flatMap(value -> text(key, valid, value));
    }

    private Optional<Node.Text> text(String key, String valid, Node value) {
        if (value instanceof Node.Text text && !text.isBlank()) {
            return Optional.of(text);
        }
        reading.report(at(key, value).valid(valid).found(value));
        return Optional.empty();
    }

    /** Reads one of a few words; reports another one. */
    public Optional<Node.Text> word(Optional<Node.Text> read, String key, List<String> words) {
        if (read.isPresent() && !words.contains(read.get().value())) {
            reading.report(at(key, read.get())
                    .valid(Words.anyOf(words))
                    .found(read.get())
                    .near(read.get().value(), words));
            return Optional.empty();
        }
        return read;
    }

    /** Starts a fault of the row's code at a value. */
    public Fault at(String key, Node value) {
        return Reading.fault(code, value.place(), path + "." + key);
    }
}
