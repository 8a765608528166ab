/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.validate;

import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.finding.Findings;
import dev.berth.manifest.json.LocatedJson;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Place;
import dev.berth.manifest.json.Quoted;
import dev.berth.manifest.json.Utf8Text;
import dev.berth.manifest.reading.Reading;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** The record that publishing leaves in a package (MAN-39). */
final class PublishedRecord {
    private static final List<String> FILES = List.of(".berth-published.json", ".cinatra-published.json");

    private PublishedRecord() {}

    static void judge(Reading reading) {
        for (String file : FILES) {
            reading.entries().read(file).ifPresent(bytes -> judge(file, bytes, reading));
        }
    }

    private static void judge(String file, byte[] bytes, Reading reading) {
        Optional<Node.Obj> published = read(bytes);
        if (published.isEmpty()) {
            reading.findings()
                    .add(Fault.of(ProblemCode.PROVENANCE_MISMATCH, Location.of(file))
                            .says("needs " + file + " to be the JSON object that publishing wrote")
                            .found("other bytes")
                            .author("publish again, and do not edit the file"));
            return;
        }
        compare(file, published.get(), "name", reading.id().map(Object::toString), reading.findings());
        compare(file, published.get(), "version", reading.draft().version().map(Object::toString), reading.findings());
        compare(file, published.get(), "payloadDigest", reading.entries().contentDigest(), reading.findings());
    }

    private static Optional<Node.Obj> read(byte[] bytes) {
        if (bytes.length >= ManifestFile.SIZE_LIMIT || !(Utf8Text.of(bytes) instanceof Utf8Text.Decoded text)) {
            return Optional.empty();
        }
        LocatedJson.Result json = LocatedJson.read(text.text());
        return json.root()
                .filter(root -> json.faults().isEmpty() && root instanceof Node.Obj)
                .map(Node.Obj.class::cast);
    }

    /** What the package itself does not tell cannot be compared; the field must be there all the same. */
    private static void compare(
            String file, Node.Obj published, String field, Optional<String> expected, Findings findings) {
        Optional<String> found = published.text(field).map(Node.Text::value);
        if (found.isPresent() && (expected.isEmpty() || isSame(found.get(), expected.get()))) {
            return;
        }
        Place place = published.get(field).map(Node::place).orElse(published.place());
        findings.add(Fault.of(
                        ProblemCode.PROVENANCE_MISMATCH,
                        Location.of(file, place.line(), place.column()).field(field))
                .valid(expected.map(value -> Quoted.of(value) + ", as the package is")
                        .orElse("a text"))
                .found(published.get(field).map(Quoted::of).orElse("nothing"))
                .author("publish again, and do not edit the file"));
    }

    private static boolean isSame(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
