/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload;

import dev.berth.manifest.json.LocatedYaml;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Place;
import dev.berth.manifest.json.Quoted;
import dev.berth.manifest.json.SyntaxFault;
import dev.berth.manifest.json.Utf8Text;
import java.util.Optional;

/** The YAML mapping between two lines {@code ---} at the start of a text (MAN-176). */
sealed interface FrontMatter {
    /** A mapping. */
    record Mapping(Node.Obj values) implements FrontMatter {}

    /** None, or a broken one. */
    record Broken(SyntaxFault fault) implements FrontMatter {}

    /** Finds and reads it. */
    static FrontMatter read(byte[] bytes) {
        Utf8Text text = Utf8Text.of(bytes);
        if (text instanceof Utf8Text.Unreadable unreadable) {
            return broken(unreadable.place(), "UTF-8 without a byte order mark", unreadable.found());
        }
        String content = ((Utf8Text.Decoded) text).text();
        String[] lines = content.split("\r\n|\n", -1);
        if (!lines[0].stripTrailing().equals("---")) {
            return broken(Place.START, "a first line ---", Quoted.of(lines[0]));
        }
        StringBuilder yaml = new StringBuilder();
        for (int i = 1; i < lines.length; i++) {
            if (lines[i].stripTrailing().equals("---")) {
                return mapping(yaml.toString());
            }
            yaml.append(lines[i]).append('\n');
        }
        return broken(new Place(lines.length, 1), "a second line --- after the front matter", "the end of the file");
    }

    private static FrontMatter mapping(String yaml) {
        LocatedYaml.Result result = LocatedYaml.read(yaml, 1);
        if (result instanceof LocatedYaml.Result.Broken broken) {
            return new Broken(broken.fault());
        }
        Node root = ((LocatedYaml.Result.Read) result).root();
        return root instanceof Node.Obj values
                ? new Mapping(values)
                : broken(root.place(), "a YAML mapping of names to values", Quoted.of(root));
    }

    private static Broken broken(Place place, String needed, String found) {
        return new Broken(new SyntaxFault(place, needed, found, Optional.empty()));
    }
}
