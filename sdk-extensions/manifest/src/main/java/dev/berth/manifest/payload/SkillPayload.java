/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload;

import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.finding.Findings;
import dev.berth.manifest.json.Quoted;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.ProblemCode;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The skills of a package (MAN-175, MAN-181). */
public final class SkillPayload {
    private static final String ROOT = "skills/";
    private static final String FILE = "SKILL.md";

    private SkillPayload() {}

    /** Tells whether a package has anything below {@code skills/}. */
    public static boolean exists(PackageEntries entries) {
        return !folders(entries).isEmpty();
    }

    /** Judges all skills; a skill package must have one. */
    public static void judge(PackageEntries entries, Findings findings) {
        Set<String> folders = folders(entries);
        if (folders.isEmpty()) {
            findings.add(Fault.of(ProblemCode.SKILL_MISSING, Location.of(ROOT + "<slug>/" + FILE))
                    .says("needs a file " + ROOT + "<slug>/" + FILE)
                    .found("no folder below " + ROOT)
                    .author("add a skill, such as skills/greeting/" + FILE));
        }
        for (String folder : folders) {
            judge(folder, entries, findings);
        }
        entries.paths().stream()
                .filter(path -> path.startsWith(ROOT) && isUnsafe(path))
                .sorted()
                .forEach(path -> findings.add(Fault.of(ProblemCode.PATH_UNSAFE, Location.of(path))
                        .says("needs paths without .. and backslashes below " + ROOT)
                        .found(Quoted.of(path))));
    }

    /** Returns the folders below {@code skills/}, one a skill. */
    static Set<String> folders(PackageEntries entries) {
        return entries.paths().stream()
                .filter(path -> path.startsWith(ROOT) && path.indexOf('/', ROOT.length()) > 0)
                .map(path -> path.substring(ROOT.length(), path.indexOf('/', ROOT.length())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static String path(String folder) {
        return ROOT + folder + "/" + FILE;
    }

    private static void judge(String folder, PackageEntries entries, Findings findings) {
        String path = path(folder);
        var bytes = entries.read(path);
        if (bytes.isPresent()) {
            SkillFile.judge(path, folder, bytes.get(), findings);
            return;
        }
        Set<String> others = entries.paths().stream()
                .filter(other -> other.startsWith(ROOT + folder + "/"))
                .map(other -> other.substring(ROOT.length() + folder.length() + 1))
                .limit(2_000)
                .collect(Collectors.toCollection(TreeSet::new));
        findings.add(Fault.of(ProblemCode.SKILL_MISSING, Location.of(path))
                .says("needs a file " + Quoted.of(path))
                .found("no such file")
                .near(FILE, others)
                .author("add the file, or remove the folder " + ROOT + folder));
    }

    private static boolean isUnsafe(String path) {
        return path.indexOf('\\') >= 0
                || path.indexOf('\0') >= 0
                || Arrays.asList(path.split("/", -1)).contains("..");
    }
}
