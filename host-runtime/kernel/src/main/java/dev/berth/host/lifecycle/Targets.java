/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.extension.ExtensionRegistry;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.Scope;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;
import java.util.Optional;

/** Finds the rows that commands are about (LIFE-3, LIFE-104, LIFE-162). */
record Targets(ExtensionRegistry registry) {
    /** Returns the row of a scope. */
    Optional<Target> find(ExtensionId id, Scope scope) {
        return registry.find(id)
                .filter(extension -> extension.rows().containsKey(scope))
                .map(extension -> new Target(extension, scope));
    }

    /** Returns all rows of an extension. */
    List<Target> all(InstalledExtension extension) {
        return extension.rows().keySet().stream()
                .map(scope -> new Target(extension, scope))
                .toList();
    }

    /** Says that a scope has no row; only whoever speaks for the platform is told of those of organisations (LIFE-134). */
    Problem missing(ExtensionId id, Scope scope) {
        Optional<InstalledExtension> others = registry.find(id);
        if (others.isPresent()
                && !scope.equals(Scope.PLATFORM)
                && others.get().rows().containsKey(Scope.PLATFORM)) {
            return roleRequired(
                    others.get(), " is installed for the platform, and not for " + scope + " on its own: to change it");
        } else if (others.isEmpty() || !scope.equals(Scope.PLATFORM)) {
            return registry.notFound(id, scope.organization());
        }
        List<String> owners =
                others.get().rows().keySet().stream().map(Scope::toString).toList();
        return Problem.of(
                        ProblemCode.EXTENSION_NOT_FOUND,
                        id.value(),
                        id + " is not installed for the platform; it is for " + String.join(", ", owners)
                                + ". Nothing was changed.")
                .fact("installedFor", owners)
                .operator("name the organisation: --organization "
                        + others.get().rows().firstKey().organization().orElse(""));
    }

    /** Returns why a scope may not change the content that all rows share: it has none, or is one of several (LIFE-104). */
    Optional<Problem> refusal(ExtensionId id, Scope scope) {
        Optional<InstalledExtension> found = registry.find(id);
        if (found.isEmpty()) {
            return Optional.of(registry.notFound(id, scope.organization()));
        } else if (scope.equals(Scope.PLATFORM)) {
            return Optional.empty();
        } else if (!found.get().rows().containsKey(scope)) {
            return Optional.of(missing(id, scope));
        }
        return found.filter(extension -> extension.rows().size() > 1)
                .map(extension -> roleRequired(
                        extension,
                        " is installed for others too, and its version changes for all of them at once: that"));
    }

    private static Problem roleRequired(InstalledExtension extension, String what) {
        String subject = extension.current().subject();
        return Problem.of(
                        ProblemCode.ROLE_REQUIRED,
                        subject,
                        subject + what
                                + " needs an administrator of the whole platform; found one of an organisation. Nothing"
                                + " was changed.")
                .fact("needed", List.of("owner", "admin"))
                .operator("ask an administrator of the platform to do it, without --organization.");
    }
}
