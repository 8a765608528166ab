/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload;

import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.finding.Findings;
import dev.berth.manifest.json.Place;
import dev.berth.manifest.json.Quoted;
import dev.berth.manifest.json.Utf8Text;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.ProblemCode;
import java.util.List;
import java.util.Optional;

/**
 * A file of the payload while it is judged.
 *
 * @param path where it stands in the package
 */
public record PayloadFile(String path, Findings findings) {
    /** Where the limit of MAN-155 and MAN-187 is: a payload file is smaller. */
    public static final int SIZE_LIMIT = 1024 * 1024;

    /** The names of the payload folder, and of the block below {@code metadata} (MAN-17). */
    public static final List<String> BLOCKS = List.of("berth", "cinatra");

    /** Returns the name of the other block. */
    public static String other(String block) {
        return BLOCKS.get(block.equals(BLOCKS.get(0)) ? 1 : 0);
    }

    /** Reads bytes as text; empty if they are too many or not UTF-8, which is reported. */
    public Optional<String> text(byte[] bytes, ProblemCode code) {
        if (bytes.length >= SIZE_LIMIT) {
            report(fault(code, Place.START)
                    .says("needs " + path + " to be smaller than 1 MB")
                    .found(bytes.length + " bytes"));
            return Optional.empty();
        }
        Utf8Text text = Utf8Text.of(bytes);
        if (text instanceof Utf8Text.Decoded decoded) {
            return Optional.of(decoded.text());
        }
        Utf8Text.Unreadable unreadable = (Utf8Text.Unreadable) text;
        report(fault(code, unreadable.place())
                .says("needs " + path + " to be UTF-8 without a byte order mark")
                .found(unreadable.found())
                .author("save the file as UTF-8"));
        return Optional.empty();
    }

    /** Names a place. */
    public Location at(Place place) {
        return Location.of(path, place.line(), place.column());
    }

    /** Starts a fault at a place. */
    public Fault fault(ProblemCode code, Place place) {
        return Fault.of(code, at(place));
    }

    /** Starts a fault at a field. */
    public Fault fault(ProblemCode code, Place place, String field) {
        return Fault.of(code, at(place).field(field));
    }

    /** Reports a fault. */
    public void report(Fault fault) {
        findings.add(fault);
    }

    /** Returns a name from the file as a field path may show it: short and visible. */
    public static String shown(String name) {
        String quoted = Quoted.of(name);
        return quoted.substring(1, quoted.lastIndexOf('"'));
    }
}
