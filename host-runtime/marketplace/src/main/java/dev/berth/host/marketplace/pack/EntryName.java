/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.pack;

import dev.berth.sdk.problem.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Judges the name of one entry (TRUST-16, TRUST-17, TRUST-97, TRUST-98). */
final class EntryName {
    private static final int MAX_BYTES = 4096;
    private static final int SHOWN_CHARACTERS = 120;
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);
    private static final Pattern DEVICE =
            Pattern.compile("con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9\u00b9\u00b2\u00b3]");
    /** Any folder will do: the question is whether a name can leave it. */
    private static final Path ROOT = Path.of("package").toAbsolutePath();

    private EntryName() {}

    /** What is wrong with a name. */
    record Fault(ProblemCode code, String reason) {}

    /** Judges a name without the slash that ends the name of a folder. */
    static Optional<Fault> fault(String name) {
        return pathFault(name)
                .map(reason -> new Fault(ProblemCode.ARCHIVE_PATH, reason))
                .or(() -> invisible(name).map(reason -> new Fault(ProblemCode.TEXT_INVISIBLE, reason)));
    }

    private static Optional<String> pathFault(String name) {
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            return Optional.of("is longer than " + MAX_BYTES + " bytes");
        }
        if (name.startsWith("/")) {
            return Optional.of("is absolute");
        }
        if (DRIVE.matcher(name).matches()) {
            return Optional.of("starts with a drive letter");
        }
        if (name.indexOf('\\') >= 0) {
            return Optional.of("has a backslash");
        }
        if (name.codePoints().anyMatch(point -> Character.getType(point) == Character.CONTROL)) {
            return Optional.of("has a control character");
        }
        for (String segment : name.split("/", -1)) {
            Optional<String> fault = segmentFault(segment);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return staysInside(name) ? Optional.empty() : Optional.of("leaves the package");
    }

    private static Optional<String> segmentFault(String segment) {
        if (segment.isEmpty()) {
            return Optional.of("has an empty segment");
        }
        if (segment.equals(".") || segment.equals("..")) {
            return Optional.of("has the segment \"" + segment + "\"");
        }
        if (segment.endsWith(".") || segment.endsWith(" ")) {
            return Optional.of("has a segment that ends in a dot or a space");
        }
        int dot = segment.indexOf('.');
        String stem =
                (dot < 0 ? segment : segment.substring(0, dot)).stripTrailing().toLowerCase(Locale.ROOT);
        if (DEVICE.matcher(stem).matches()) {
            return Optional.of("has the device name \"" + stem + "\" as a segment");
        }
        return Optional.empty();
    }

    private static boolean staysInside(String name) {
        try {
            return ROOT.resolve(name).normalize().startsWith(ROOT);
        } catch (InvalidPathException inexpressible) {
            // What this machine's file system cannot say is never written to it. The verdict must not depend on the
            // locale.
            return true;
        }
    }

    private static Optional<String> invisible(String name) {
        return name.codePoints()
                .filter(EntryName::isInvisible)
                .mapToObj(point -> "has the invisible or unassigned code point U+%04X".formatted(point))
                .findFirst();
    }

    private static boolean isInvisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SURROGATE -> true;
            default -> (point >= 0xFE00 && point <= 0xFE0F) || (point >= 0xE0100 && point <= 0xE01EF);
        };
    }

    /** Quotes a name for people: what cannot be seen is written as a code point, what is too long is cut. */
    static String shown(String name) {
        StringBuilder out = new StringBuilder("\"");
        name.codePoints().limit(SHOWN_CHARACTERS).forEach(point -> {
            int type = Character.getType(point);
            if (isInvisible(point) || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR) {
                out.append("<U+%04X>".formatted(point));
            } else {
                out.appendCodePoint(point);
            }
        });
        return out.append(name.codePointCount(0, name.length()) > SHOWN_CHARACTERS ? "...\"" : "\"")
                .toString();
    }
}
