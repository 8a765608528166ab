/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.validate;

import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.finding.Findings;
import dev.berth.manifest.json.Quoted;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.ProblemCode;
import java.util.Optional;

/** The folder that has the name of the block (MAN-17). */
final class PayloadFolders {
    private PayloadFolders() {}

    static void judge(PackageEntries entries, Findings findings) {
        Optional<String> first = firstBelow("berth/", entries);
        Optional<String> second = firstBelow("cinatra/", entries);
        if (first.isPresent() && second.isPresent()) {
            findings.add(Fault.of(ProblemCode.PAYLOAD_FOLDER_AMBIGUOUS, Location.of(second.get()))
                    .says("needs its payload in one folder, berth/ or cinatra/")
                    .found(Quoted.of(first.get()) + " and " + Quoted.of(second.get()))
                    .author("keep the folder that has the name of the block"));
        }
    }

    private static Optional<String> firstBelow(String folder, PackageEntries entries) {
        return entries.paths().stream()
                .filter(path -> path.startsWith(folder))
                .sorted()
                .findFirst();
    }
}
