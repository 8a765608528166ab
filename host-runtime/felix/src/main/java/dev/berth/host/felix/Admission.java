/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix;

import dev.berth.host.extension.Revision;
import dev.berth.host.felix.weave.Weaver;
import dev.berth.host.felix.weave.Woven;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Lets in what can be woven as a whole (engine.md L4). The bytes themselves are woven from the verified ones whenever a class is
 * loaded; so what is remembered here saves a boot the work, and would it be forged, a class that cannot be woven is still not loaded.
 */
final class Admission {
    private final Path remembered;

    /** Remembers in a folder of its own, which is made when it is needed. */
    Admission(Path folder) {
        this.remembered = folder.resolve(Weaver.policy());
    }

    /** Returns why a package must not be loaded. */
    Optional<Problem> judge(Revision revision, PackageContent content) throws IOException {
        Path mark = remembered.resolve(revision.packageDigest());
        if (Files.exists(mark)) {
            return Optional.empty();
        }
        Optional<Problem> problem = content.classes()
                .flatMap(path -> refused(revision, content, path).stream())
                .findFirst();
        if (problem.isEmpty()) {
            Files.createDirectories(remembered);
            Files.write(mark, new byte[0]);
        }
        return problem;
    }

    private static Optional<Problem> refused(Revision revision, PackageContent content, String path) {
        return content.weave(path) instanceof Woven.Refused refused
                ? Optional.of(problem(revision, path, refused))
                : Optional.empty();
    }

    private static Problem problem(Revision revision, String path, Woven.Refused refused) {
        return Problem.of(
                        ProblemCode.API_FORBIDDEN,
                        revision.subject(),
                        revision.subject() + " needs " + refused.needs() + "; " + path + " is another: "
                                + refused.found()
                                + ". The host cannot add its checks to it. It was not loaded; nothing else changed.")
                .fact("class", path)
                .author("compile it again, or leave out what nobody checks.")
                .at(Location.of(path));
    }
}
