/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.bundle;

import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.finding.Findings;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.Severity;

/** Which Java the class files need, and that none is of the SDK (MAN-65, MAN-75). */
public final class ClassVersions {
    /** Class files count from 45 for Java 1.1. */
    private static final int OFFSET = 44;

    /** The oldest Java that a host runs on; authors are told by it, whatever they build with. */
    private static final int BASELINE = 21;

    private ClassVersions() {}

    /** Judges all class files of a package. */
    public static void judge(PackageEntries entries, Findings findings) {
        int limit = findings.isHost() ? Runtime.version().feature() : BASELINE;
        int newest = 0;
        int tooNew = 0;
        String first = "";
        for (String path : entries.paths().stream()
                .filter(path -> path.endsWith(".class"))
                .sorted()
                .toList()) {
            int java = entries.read(path).flatMap(ClassFile::majorVersion).orElse(0) - OFFSET;
            if (java > limit) {
                tooNew++;
                first = first.isEmpty() ? path : first;
                newest = Math.max(newest, java);
            }
        }
        if (tooNew > 0) {
            findings.add(Fault.of(ProblemCode.CLASS_VERSION_TOO_NEW, Location.of(first))
                    .says("needs class files for Java " + limit + " or older")
                    .found(tooNew + (tooNew == 1 ? " for" : " of them, the newest for") + " Java " + newest)
                    .severity(Severity.WARNING, Severity.ERROR)
                    .operator("run the host on Java " + newest)
                    .author("compile with --release " + Math.min(limit, BASELINE)));
        }
        entries.paths().stream()
                .filter(path -> path.endsWith(".class") && withoutVersion(path).startsWith("dev/berth/sdk/"))
                .sorted()
                .findFirst()
                .ifPresent(path -> findings.add(Fault.of(ProblemCode.SDK_EMBEDDED, Location.of(path))
                        .says("needs the SDK from the host alone")
                        .found("classes of dev.berth.sdk in the package")
                        .author("declare the SDK with scope provided, so that it is not packaged")));
    }

    /** A multi-release JAR holds classes twice. */
    private static String withoutVersion(String path) {
        return path.startsWith("META-INF/versions/") ? path.replaceFirst("META-INF/versions/[0-9]+/", "") : path;
    }
}
