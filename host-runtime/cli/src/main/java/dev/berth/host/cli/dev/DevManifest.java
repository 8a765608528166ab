/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.dev;

import dev.berth.manifest.json.LocatedJson;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Place;
import dev.berth.manifest.json.Utf8Text;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A {@code package.json} with another version; nothing else of it moves to another line, so that problems still name the author's. One
 * that cannot be read stays as it is, for the host to judge.
 *
 * @param text of it, with the new version if it has one
 * @param name what it calls the extension
 * @param version the new one; empty if it has none to be replaced
 * @param permissions that it asks for
 */
record DevManifest(String text, String name, Optional<DevVersion> version, List<String> permissions) {
    static final String NAME = "package.json";
    private static final DevManifest NONE = new DevManifest("", "", Optional.empty(), List.of());

    static DevManifest of(Optional<byte[]> bytes, DevVersion version) {
        return bytes.map(Utf8Text::of)
                .filter(Utf8Text.Decoded.class::isInstance)
                .map(read -> ((Utf8Text.Decoded) read).text())
                .flatMap(text -> LocatedJson.read(text)
                        .root()
                        .filter(Node.Obj.class::isInstance)
                        .map(root -> of(text, (Node.Obj) root, version)))
                .orElse(NONE);
    }

    private static DevManifest of(String text, Node.Obj root, DevVersion version) {
        Optional<String> replaced = root.text("version").flatMap(old -> replaced(text, old, version));
        return new DevManifest(
                replaced.orElse(text),
                root.text("name").map(Node.Text::value).orElse(""),
                replaced.map(changed -> version),
                permissions(root));
    }

    private static Optional<String> replaced(String text, Node.Text old, DevVersion version) {
        int start = offset(text, old.place());
        String written = "\"" + old.value() + "\"";
        return text.startsWith(written, start)
                ? Optional.of(
                        text.substring(0, start) + "\"" + version + "\"" + text.substring(start + written.length()))
                : Optional.empty();
    }

    private static int offset(String text, Place place) {
        int line = 1;
        int at = 0;
        while (line < place.line()) {
            char c = text.charAt(at);
            at++;
            if (c == '\n' || (c == '\r' && !text.startsWith("\n", at))) {
                line++;
            }
        }
        return at + place.column() - 1;
    }

    private static List<String> permissions(Node.Obj root) {
        return Stream.of("berth", "cinatra")
                .flatMap(block -> root.get(block).stream())
                .filter(Node.Obj.class::isInstance)
                .flatMap(block -> ((Node.Obj) block).get("permissions").stream())
                .filter(Node.Arr.class::isInstance)
                .flatMap(list -> ((Node.Arr) list).items().stream())
                .filter(Node.Text.class::isInstance)
                .map(item -> ((Node.Text) item).value())
                .distinct()
                .toList();
    }

    /** Tells whether it has the version of a working copy now. */
    boolean isVersioned() {
        return version.isPresent();
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns what people call the extension. */
    String subject() {
        return (name + " " + version.map(DevVersion::toString).orElse("")).strip();
    }
}
