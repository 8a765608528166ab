/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.validate;

import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.finding.Findings;
import dev.berth.manifest.json.LocatedJson;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Place;
import dev.berth.manifest.json.Quoted;
import dev.berth.manifest.json.SyntaxFault;
import dev.berth.manifest.json.Utf8Text;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.ProblemCode;
import java.util.Optional;

/** {@code package.json} as a file (MAN-10 to MAN-12). */
sealed interface ManifestFile {
    /** Where the limit of MAN-11 is: a manifest is smaller. */
    int SIZE_LIMIT = 256 * 1024;

    /** Reports what is wrong with the file. */
    void report(Findings findings);

    /** Names the package as people know it, if it says who it is. */
    default Optional<String> subject() {
        return Optional.empty();
    }

    /** There is none. */
    record Missing(Optional<String> elsewhere) implements ManifestFile {
        @Override
        public void report(Findings findings) {
            Fault fault = Fault.of(ProblemCode.MANIFEST_MISSING, Location.of(Findings.MANIFEST))
                    .says("needs package.json at its root")
                    .found(elsewhere.map(Quoted::of).orElse("no such file"));
            findings.add(fault.author("put package.json at the root, not into a folder"));
        }
    }

    /** It cannot be read as text. */
    record Unreadable(Location location, String found) implements ManifestFile {
        @Override
        public void report(Findings findings) {
            findings.add(Fault.of(ProblemCode.MANIFEST_UNREADABLE, location)
                    .says("needs package.json to be UTF-8 without a byte order mark and smaller than 256 KB")
                    .found(found)
                    .author("save the file as UTF-8"));
        }
    }

    /** It is text, read as far as its grammar allows. */
    record Parsed(String text, LocatedJson.Result json) implements ManifestFile {
        @Override
        public Optional<String> subject() {
            return json.root()
                    .filter(Node.Obj.class::isInstance)
                    .map(Node.Obj.class::cast)
                    .flatMap(Findings::subject);
        }

        @Override
        public void report(Findings findings) {
            for (SyntaxFault fault : json.faults()) {
                Fault syntax = Fault.of(ProblemCode.MANIFEST_SYNTAX, Findings.at(fault.place()))
                        .says("needs " + fault.needed() + " in package.json")
                        .found(fault.found());
                fault.fix().ifPresent(syntax::author);
                findings.add(syntax);
            }
            if (json.root().isPresent() && !(json.root().get() instanceof Node.Obj)) {
                findings.add(Fault.of(
                                ProblemCode.MANIFEST_SYNTAX,
                                Findings.at(json.root().get().place()))
                        .says("needs package.json to be one object")
                        .found(json.root().get()));
            }
        }
    }

    /** Reads the file of a package. */
    static ManifestFile read(PackageEntries entries) {
        Optional<byte[]> bytes = entries.read(Findings.MANIFEST);
        if (bytes.isPresent()) {
            return read(bytes.get());
        }
        return new Missing(entries.paths().stream()
                .filter(path -> path.endsWith("/" + Findings.MANIFEST))
                .sorted()
                .findFirst());
    }

    /** Reads bytes. */
    static ManifestFile read(byte[] bytes) {
        if (bytes.length >= SIZE_LIMIT) {
            return new Unreadable(Location.of(Findings.MANIFEST), bytes.length + " bytes");
        }
        Utf8Text text = Utf8Text.of(bytes);
        if (text instanceof Utf8Text.Decoded decoded) {
            return new Parsed(decoded.text(), LocatedJson.read(decoded.text()));
        }
        Utf8Text.Unreadable unreadable = (Utf8Text.Unreadable) text;
        Place place = unreadable.place();
        return new Unreadable(Findings.at(place), unreadable.found());
    }
}
