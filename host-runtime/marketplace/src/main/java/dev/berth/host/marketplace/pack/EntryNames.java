/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.pack;

import dev.berth.sdk.problem.ProblemCode;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Judges the names of all entries, each alone and against the others (TRUST-97 to TRUST-99). */
final class EntryNames {
    private final Findings findings;
    /** By folded name; {@code /} is written as NUL, so that a folder's entries follow it at once. */
    private final TreeMap<String, Seen> seen = new TreeMap<>();

    private record Seen(String name, boolean folder) {}

    EntryNames(Findings findings) {
        this.findings = findings;
    }

    /** Adds a name without the slash that ends the name of a folder. */
    void add(String name, boolean folder) {
        EntryName.fault(name)
                .ifPresent(fault -> findings.add(
                        fault.code(),
                        "holds the entry " + EntryName.shown(name) + ", whose name " + fault.reason() + "."));
        Seen earlier = seen.putIfAbsent(folded(name).replace('/', '\0'), new Seen(name, folder));
        if (earlier != null) {
            clash(earlier.name(), name);
        }
    }

    /** Looks for names that are a file here and a folder there; call it after the last name. */
    void finish() {
        Map.Entry<String, Seen> last = null;
        for (Map.Entry<String, Seen> entry : seen.entrySet()) {
            if (last != null && !last.getValue().folder() && entry.getKey().startsWith(last.getKey() + '\0')) {
                clash(last.getValue().name(), entry.getValue().name());
            }
            last = entry;
        }
    }

    private void clash(String one, String other) {
        findings.add(
                ProblemCode.ARCHIVE_AMBIGUOUS,
                one.equals(other)
                        ? "holds the entry " + EntryName.shown(one) + " twice."
                        : "holds the entries " + EntryName.shown(one) + " and " + EntryName.shown(other)
                                + ", which are one name where case or accents are folded, or a file and a folder at once.");
    }

    /** Makes names equal that some file system takes for one. */
    static String folded(String name) {
        // Upper case first: it is what makes one of the sharp s and of the final sigma.
        String folded = Normalizer.normalize(name, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }
}
