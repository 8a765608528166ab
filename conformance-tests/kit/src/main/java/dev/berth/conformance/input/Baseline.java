/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.input;

import dev.berth.manifest.json.Node;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/**
 * A list of known findings (GATE-10) and of extensions whose README is still to come (GATE-42).
 *
 * @param name of the file as problems show it
 */
public record Baseline(String name, List<BaselineEntry> entries, Set<String> readmePending) {
    private static final String FORMAT = "berth-baseline/1";
    private static final List<String> ROOT = List.of("format", "findings", "readmePending");
    private static final List<String> KEYS = List.of("code", "subject", "location", "reason", "until");

    /** Copies both. */
    public Baseline {
        entries = List.copyOf(entries);
        readmePending = Set.copyOf(readmePending);
    }

    /** Reads a file; what is wrong with it is a {@link ProblemException} with every problem of the file. */
    public static Baseline read(Path file) {
        InputFile input = new InputFile(InputFile.shown(file));
        Optional<Baseline> read = input.read(file).map(root -> read(root, input));
        List<Problem> problems = input.problems();
        if (!problems.isEmpty() || read.isEmpty()) {
            throw new ProblemException(problems);
        }
        return read.get();
    }

    private static Baseline read(Node.Obj root, InputFile input) {
        List<BaselineEntry> entries = new ArrayList<>();
        Set<String> pending = new LinkedHashSet<>();
        for (Node.Member member : root.members()) {
            switch (member.name()) {
                case "format" -> {
                    if (!(member.value() instanceof Node.Text text)
                            || !text.value().equals(FORMAT)) {
                        input.shape(member.value(), "format", "\"" + FORMAT + "\"");
                    }
                }
                case "findings" -> findings(member.value(), input, entries);
                case "readmePending" -> {
                    if (PolicyKey.Shape.IDS.fits(member.value())) {
                        pending.addAll(PolicyKey.texts(member.value()));
                    } else {
                        input.shape(member.value(), "readmePending", PolicyKey.Shape.IDS.valid());
                    }
                }
                default -> input.unknown(member, member.name(), ROOT);
            }
        }
        return new Baseline(input.name(), entries, pending);
    }

    private static void findings(Node value, InputFile input, List<BaselineEntry> entries) {
        if (!(value instanceof Node.Arr array)) {
            input.shape(value, "findings", "an array");
            return;
        }
        for (int i = 0; i < array.items().size(); i++) {
            String path = "findings[" + i + "]";
            if (array.items().get(i) instanceof Node.Obj object) {
                entry(object, path, input).ifPresent(entries::add);
            } else {
                input.shape(array.items().get(i), path, "an object with " + String.join(", ", KEYS));
            }
        }
    }

    private static Optional<BaselineEntry> entry(Node.Obj object, String path, InputFile input) {
        object.members().stream()
                .filter(member -> !KEYS.contains(member.name()))
                .forEach(member -> input.unknown(member, path + "." + member.name(), KEYS));
        Optional<String> name = text(object, "code", path, input);
        Optional<ProblemCode> code = name.flatMap(ProblemCode::find);
        if (name.isPresent() && code.isEmpty()) {
            Node.Text written = object.text("code").orElseThrow();
            List<String> codes = Arrays.stream(ProblemCode.values())
                    .map(ProblemCode::toString)
                    .toList();
            input.word(written, path + ".code", "a problem code, such as readme-size", codes);
        }
        Optional<String> subject = text(object, "subject", path, input);
        Optional<String> location = text(object, "location", path, input);
        Optional<String> reason = text(object, "reason", path, input);
        Optional<LocalDate> until = until(object, path, input);
        if (code.isEmpty() || subject.isEmpty() || location.isEmpty() || reason.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new BaselineEntry(code.get(), subject.get(), location.get(), reason.get(), until, object.place()));
    }

    private static Optional<String> text(Node.Obj object, String name, String path, InputFile input) {
        Optional<String> text = object.text(name)
                .filter(value -> !value.isBlank())
                .map(value -> value.value().strip());
        if (text.isEmpty()) {
            input.shape(object.get(name).orElse(object), path + "." + name, "a text that is not blank");
        }
        return text;
    }

    private static Optional<LocalDate> until(Node.Obj object, String path, InputFile input) {
        Optional<Node> value = object.get("until");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    LocalDate.parse(object.text("until").orElseThrow().value()));
        } catch (DateTimeException | NoSuchElementException e) {
            input.shape(value.get(), path + ".until", "a day, such as \"2026-12-31\"");
            return Optional.empty();
        }
    }
}
