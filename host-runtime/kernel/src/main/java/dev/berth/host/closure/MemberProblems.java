/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.closure;

import dev.berth.manifest.Edge.PackageEdge;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Says why a dependency cannot come in with an install (LIFE-83). */
record MemberProblems(ExtensionManifest dependent, PackageEdge to) {
    private static final String NOTHING = " Nothing was installed.";

    private String needs() {
        return dependent.subject() + " needs " + to.target() + " " + to.constraint();
    }

    private Problem of(ProblemCode code, String found) {
        return Problem.of(code, dependent.subject(), needs() + "; " + found + "." + NOTHING)
                .fact("needs", to.target().value())
                .fact("range", to.constraint().toString());
    }

    Problem violated(ExtensionManifest planned) {
        return of(ProblemCode.RANGE_VIOLATED, "the install would bring " + planned.version() + " in")
                .fact("found", planned.version().toString())
                .operator("send a version of " + to.target() + " that all of them accept.");
    }

    Problem present(ExtensionManifest present) {
        return of(
                        ProblemCode.INSTALLED_VERSION_CONFLICT,
                        "this host runs " + present.version() + ", and an install changes no version of what is there")
                .fact("found", present.version().toString())
                .operator("update it first: berth update FILE");
    }

    Problem gitRef() {
        return of(ProblemCode.DEPENDENCY_GIT_REF, "that is a place in git, from which the host cannot fetch")
                .author("declare a version range.")
                .operator("install " + to.target() + " first.");
    }

    Problem unresolvable(Collection<ExtensionManifest> others, List<Problem> refused) {
        List<String> versions =
                others.stream().map(other -> other.version().toString()).toList();
        return of(
                        ProblemCode.MEMBER_UNRESOLVABLE,
                        versions.isEmpty()
                                ? "it is not live on this host, and no package of it was sent"
                                : "it is not live on this host, and what was sent is " + String.join(", ", versions))
                .fact("sent", versions)
                .operator("send it too: berth install FILE..., or a folder that has it.")
                .causes(refused);
    }

    Problem scope(Collection<String> scopes, ExtensionManifest by) {
        List<String> known =
                new TreeSet<>(scopes).stream().map(scope -> "@" + scope).toList();
        return of(
                        ProblemCode.DEPENDENCY_SCOPE,
                        "it belongs to the scope @" + to.target().scope() + ", which was not named; named were "
                                + String.join(", ", known))
                .fact("scope", to.target().scope())
                .fact("requiredBy", by.id().value())
                .operator(
                        "name its package in the command, or trust the scope: \"trustedDependencyScopes\" in policy.json.");
    }
}
