/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.pack;

import dev.berth.sdk.problem.ProblemCode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A {@code .tgz} in which a JAR travels through npm; the JAR is the package (MAN-10, MKT-111, TRUST-103). */
final class Carrier {
    private static final String JAR = "extension.jar";
    private static final String MANIFEST = "package.json";
    /** What npm adds by itself, in any case and with any suffix. */
    private static final Set<String> COMPANIONS = Set.of("readme", "license", "licence", "copying");

    private Carrier() {}

    /** Tells whether this is the name of the JAR, with the top folder still in front of it. */
    static boolean isJar(String pathWithTop) {
        return pathWithTop.indexOf('/') == pathWithTop.length() - JAR.length() - 1 && pathWithTop.endsWith("/" + JAR);
    }

    static boolean is(Contents contents) {
        return contents.files().stream().anyMatch(file -> file.path().equals(JAR));
    }

    /** Takes the JAR out. */
    static byte[] unwrap(Contents carrier) throws RefusedException {
        String strangers = carrier.files().stream()
                .map(PackedFile::path)
                .filter(path -> !path.equals(JAR) && !path.equals(MANIFEST) && !isCompanion(path))
                .limit(5)
                .map(EntryName::shown)
                .collect(Collectors.joining(", "));
        if (!strangers.isEmpty()) {
            throw new RefusedException(
                    ProblemCode.ARCHIVE_LAYOUT,
                    "holds extension.jar, which is the package then, and beside it " + strangers
                            + "; only package.json, README and LICENSE may travel with the JAR.");
        }
        return carrier.read(JAR);
    }

    /** What npm shows of a package must be what the package says of itself. */
    static void compare(Contents carrier, Contents jar, Findings findings) throws RefusedException {
        boolean outside = has(carrier, MANIFEST);
        boolean inside = has(jar, MANIFEST);
        if (!inside || (outside && Arrays.equals(carrier.read(MANIFEST), jar.read(MANIFEST)))) {
            return; // a JAR without a manifest is the validator's matter
        }
        findings.add(
                ProblemCode.MANIFEST_MISMATCH,
                outside
                        ? "holds a package.json that differs from the one in its extension.jar; both must have the same bytes."
                        : "holds extension.jar without package.json beside it; it must hold a copy of the one in the JAR.");
    }

    private static boolean has(Contents contents, String path) {
        return contents.files().stream().anyMatch(file -> file.path().equals(path));
    }

    private static boolean isCompanion(String path) {
        int dot = path.indexOf('.');
        return COMPANIONS.contains((dot < 0 ? path : path.substring(0, dot)).toLowerCase(Locale.ROOT));
    }
}
