/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.reading;

import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.finding.Findings;
import dev.berth.manifest.json.Quoted;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.ProblemCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** Looks through the files that people and models read, beside the manifest, which is judged text by text (TRUST-16 to TRUST-18). */
public final class HiddenFiles {
    /** What is text by its name; a file of another encoding is none. */
    private static final Set<String> TEXTS = Set.of(
            "bpmn", "cjs", "css", "csv", "html", "js", "json", "jsx", "md", "mjs", "py", "sh", "svg", "ts", "tsx",
            "txt", "xml", "yaml", "yml");

    /** Others wrote them, with form feeds between their pages; what they are is told by comparing them. */
    private static final Pattern LICENSES =
            Pattern.compile("(?:META-INF/.*|(?:.*/)?(?:licen[cs]e|copying|notice)[^/]*)", Pattern.CASE_INSENSITIVE);

    private static final String MANIFEST = "package.json";
    private static final Pattern LINE = Pattern.compile("\r\n|\r|\n");
    private static final int AROUND = 16;
    private static final int MOST = 50;

    private HiddenFiles() {}

    /** Reports the first hidden code point of each file, of those that nothing else refuses. */
    public static void judge(PackageEntries entries, Findings findings) {
        Set<String> refused = findings.filesWithErrors();
        entries.paths().stream()
                .filter(path -> isText(path) && !refused.contains(path))
                .sorted()
                .flatMap(path ->
                        entries.read(path).flatMap(HiddenFiles::text).flatMap(text -> fault(path, text)).stream())
                .limit(MOST)
                .forEach(findings::add);
    }

    private static boolean isText(String path) {
        String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TEXTS.contains(ending)
                && !path.equals(MANIFEST)
                && !LICENSES.matcher(path).matches();
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException other) {
            return Optional.empty();
        }
    }

    private static Optional<Fault> fault(String path, String text) {
        List<String> lines = List.of(LINE.split(text, -1));
        for (int i = 0; i < lines.size(); i++) {
            // A tab is a blank like another.
            String line = lines.get(i).replace('\t', ' ');
            OptionalInt hidden = VisibleText.firstHidden(line);
            if (hidden.isPresent()) {
                return Optional.of(fault(path, i + 1, line, hidden.getAsInt()));
            }
        }
        return Optional.empty();
    }

    private static Fault fault(String path, int number, String line, int hidden) {
        int place = line.indexOf(hidden);
        int from = line.offsetByCodePoints(place, -Math.min(AROUND, line.codePointCount(0, place)));
        int to = line.offsetByCodePoints(place, Math.min(AROUND, line.codePointCount(place, line.length())));
        String name = String.format(Locale.ROOT, "U+%04X", hidden);
        return Fault.of(ProblemCode.TEXT_INVISIBLE, Location.of(path, number, line.codePointCount(0, place) + 1))
                .says("needs text without invisible characters in " + path)
                .found(Quoted.of(line.substring(from, to)))
                .fact("codePoint", name)
                .author("remove " + name);
    }
}
