/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.outbound;

import dev.berth.manifest.json.LocatedJson;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Place;
import dev.berth.manifest.json.SyntaxFault;
import dev.berth.manifest.json.Utf8Text;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A JSON file of the operator's in the home that sets something up; all that is wrong with it is said at once. */
public final class OperatorFile {
    private static final int LARGEST = 1024 * 1024;

    private final Path file;
    private final String name;
    private final ProblemCode code;
    private final String without;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * Names the file; reads nothing.
     *
     * @param code of what is wrong with it
     * @param without what the host does when there is no such file, after "to"
     */
    public OperatorFile(Path file, ProblemCode code, String without) {
        this.file = file;
        this.name = String.valueOf(file.getFileName());
        this.code = code;
        this.without = without;
    }

    /**
     * Reads the file, if it is there.
     *
     * @throws ProblemException with everything that is wrong with it
     */
    public <T> Optional<T> read(Function<Section, T> reader) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Optional<T> read = root().map(root -> reader.apply(new Section(root, this::add)));
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return read;
    }

    private Optional<Node.Obj> root() {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST);
        } catch (IOException e) {
            add("to be a file that this user may read", e.getClass().getSimpleName());
            return Optional.empty();
        }
        if (bytes.length == LARGEST || !(Utf8Text.of(bytes) instanceof Utf8Text.Decoded text)) {
            add("to be UTF-8 without a byte order mark, less than 1 MB", "other bytes");
            return Optional.empty();
        }
        LocatedJson.Result json = LocatedJson.read(text.text());
        for (SyntaxFault fault : json.faults()) {
            add(fault.place(), "", fault.needed(), fault.found());
        }
        if (json.root().isPresent() && json.root().get() instanceof Node.Obj root) {
            return Optional.of(root);
        } else if (json.faults().isEmpty()) {
            add("to be one object", "something else");
        }
        return Optional.empty();
    }

    private void add(String needed, String found) {
        add(Place.START, "", needed, found);
    }

    private void add(Place place, String field, String needed, String found) {
        Location at = Location.of(name, place.line(), place.column());
        String subject = field.isEmpty() ? name + " needs " : name + " needs \"" + field + "\" to be ";
        problems.add(Problem.of(code, name, subject + needed + "; found " + found + ". The host was not started.")
                .at(field.isEmpty() ? at : at.field(field))
                .operator("correct " + file + ", or take it away to " + without + "."));
    }
}
