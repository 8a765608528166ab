/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.access;

import dev.berth.manifest.json.Quoted;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;

/** The name of a mount as it is typed, which becomes a part of an address. */
final class MountName {
    private MountName() {}

    static void check(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw new ProblemException(Problem.of(
                            ProblemCode.USAGE_INVALID,
                            "berth mounts",
                            "A mount needs a name of at most 100 letters, digits, dots, hyphens and underscores; found "
                                    + Quoted.of(name) + ". Nothing was changed.")
                    .operator("see the names in use: berth mounts"));
        }
    }
}
