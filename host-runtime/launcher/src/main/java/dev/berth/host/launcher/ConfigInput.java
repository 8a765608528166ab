/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.launcher;

import dev.berth.manifest.Phase;
import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.finding.Findings;
import dev.berth.manifest.json.LocatedJson;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Place;
import dev.berth.manifest.json.SyntaxFault;
import dev.berth.manifest.json.Utf8Text;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** A JSON file that a host goes by: what is wrong with it is refused, all of it at once, each where it stands. */
final class ConfigInput {
    private static final int LARGEST = 1024 * 1024;

    private final String name;
    private final Findings findings;

    ConfigInput(String name) {
        this.name = name;
        this.findings = new Findings(name, Phase.HOST);
    }

    /** Reads the one object that the file is. */
    Optional<Node.Obj> read(Path file) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST);
        } catch (IOException e) {
            bad(
                    Place.START,
                    "needs to be a file that this user may read",
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
        if (bytes.length == LARGEST || !(Utf8Text.of(bytes) instanceof Utf8Text.Decoded text)) {
            bad(Place.START, "needs to be UTF-8 without a byte order mark, less than 1 MB", "other bytes");
            return Optional.empty();
        }
        LocatedJson.Result json = LocatedJson.read(text.text());
        for (SyntaxFault fault : json.faults()) {
            bad(fault.place(), "needs " + fault.needed(), fault.found());
        }
        if (json.root().orElse(null) instanceof Node.Obj root) {
            return Optional.of(root);
        } else if (json.faults().isEmpty()) {
            bad(Place.START, "needs to be one object", "something else");
        }
        return Optional.empty();
    }

    /** Reports keys that are not known. */
    void only(Node.Obj object, String prefix, Set<String> known) {
        String list = String.join(", ", new TreeSet<>(known));
        object.members().stream()
                .filter(member -> !known.contains(member.name()))
                .forEach(member -> add(fault(member.namePlace(), prefix + member.name())
                        .says("has the key \"" + prefix + member.name() + "\", which is not known")
                        .but("known are " + list)
                        .near(member.name(), known)));
    }

    /** Reports a value of the wrong shape. */
    void shape(Node value, String path, String valid) {
        add(fault(value.place(), path).valid(valid).found(value));
    }

    /**
     * Reads a list of texts.
     *
     * @param read what a text stands for, if it fits
     * @return empty if something else was found, of which the first is reported
     */
    <T> Optional<List<T>> texts(Node value, String path, String valid, Function<String, Optional<T>> read) {
        List<T> all = new ArrayList<>();
        for (Node item : value instanceof Node.Arr list ? list.items() : List.of(value)) {
            Optional<T> one = value instanceof Node.Arr && item instanceof Node.Text text
                    ? read.apply(text.value())
                    : Optional.empty();
            if (one.isEmpty()) {
                shape(item, path, valid);
                return Optional.empty();
            }
            all.add(one.get());
        }
        return Optional.of(all);
    }

    /** Reads a whole number, if it is there. */
    Optional<Integer> number(Node.Obj object, String path, String key, int least, int most) {
        return object.get(key).flatMap(value -> number(value, path + "." + key, least, most));
    }

    /** Reads a whole number that has to be there. */
    Optional<Integer> required(Node.Obj object, String path, String key, int least, int most) {
        return number(object.get(key).orElse(object), path + "." + key, least, most);
    }

    private Optional<Integer> number(Node value, String path, int least, int most) {
        OptionalInt found = value instanceof Node.Num given ? given.integer() : OptionalInt.empty();
        if (found.isPresent() && found.getAsInt() >= least && found.getAsInt() <= most) {
            return Optional.of(found.getAsInt());
        }
        shape(value, path, "a whole number from " + least + " to " + most);
        return Optional.empty();
    }

    /** What is said of one extension. */
    interface Entry {
        void read(ExtensionId id, String path, Node value);

        /** Reads what is said of all of them, under {@code *}; returns false if nothing can be. */
        default boolean readAll(String path, Node value) {
            return false;
        }
    }

    /** Reads what a key says of extensions, by their ids. */
    void byExtension(Node.Obj root, String key, Entry entry) {
        Optional<Node> value = root.get(key);
        if (value.isPresent() && value.get() instanceof Node.Obj object) {
            for (Node.Member member : object.members()) {
                if (ExtensionId.isValid(member.name())) {
                    entry.read(ExtensionId.of(member.name()), key + "." + member.name(), member.value());
                } else if (!member.name().equals("*") || !entry.readAll(key + ".*", member.value())) {
                    add(fault(member.namePlace(), key)
                            .valid("an object whose keys are extension ids, @scope/slug-kind")
                            .found("\"" + member.name() + "\""));
                }
            }
        } else {
            value.ifPresent(other -> shape(other, key, "an object by extension id"));
        }
    }

    private void bad(Place place, String needed, String found) {
        add(Fault.of(ProblemCode.HOST_CONFIG_INVALID, at(place)).says(needed).found(found));
    }

    private Fault fault(Place place, String path) {
        return Fault.of(ProblemCode.HOST_CONFIG_INVALID, at(place).field(path));
    }

    private Location at(Place place) {
        return Location.of(name, place.line(), place.column());
    }

    private void add(Fault fault) {
        findings.add(fault.then("The host was not started.").operator("correct " + name));
    }

    /**
     * Throws if anything is wrong; the file is the operator's, so no edit is the author's.
     *
     * @throws ProblemException with all of it
     */
    void refuse() {
        List<Problem> problems = findings.sorted().stream()
                .map(problem -> Problem.of(problem.code(), problem.subject(), problem.summary())
                        .at(problem.location().orElseThrow())
                        .operator(problem.fix().operator().orElseThrow()))
                .toList();
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
    }
}
