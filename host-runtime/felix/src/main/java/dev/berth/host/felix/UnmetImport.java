/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix;

import dev.berth.host.extension.Revision;
import dev.berth.host.felix.Refusals.Offer;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.resource.Requirement;

/**
 * Says why a bundle was not loaded.
 *
 * @param revision of the bundle
 */
record UnmetImport(Revision revision) {
    private static final String OUTCOME = ". It was not loaded; nothing else changed.";
    private static final Location IMPORTS = Location.of("META-INF/MANIFEST.MF").field(Constants.IMPORT_PACKAGE);
    private static final Location CAPABILITIES =
            Location.of("META-INF/MANIFEST.MF").field(Constants.REQUIRE_CAPABILITY);
    private static final Pattern JAVA = Pattern.compile("\\(osgi\\.ee=JavaSE\\).*\\(version>?=([\\d.]+)\\)");

    /** The package is there, but of the wrong version, or with an extension that is not a declared dependency. */
    Problem nearMiss(ImportNeed need, Offer offer) {
        Problem problem = offer.allowed()
                ? otherVersion(need, offer)
                : problem(
                                ProblemCode.IMPORT_UNDECLARED,
                                "imports " + need + ". " + offer.who() + " exports it"
                                        + (offer.fits() ? "" : " at " + offer.version())
                                        + ", but is not a declared dependency")
                        .author("add \"" + offer.by().orElseThrow().id()
                                + "\" to \"dependencies\" in package.json, or drop the import.");
        return facts(problem, need)
                .fact("found", offer.version())
                .fact("exportedBy", offer.by().map(Revision::subject).orElse("host"));
    }

    private Problem otherVersion(ImportNeed need, Offer offer) {
        Problem problem = problem(
                ProblemCode.IMPORT_UNRESOLVED,
                "imports " + need + ". " + offer.who() + " exports it at " + offer.version());
        return offer.by()
                .map(other -> problem.operator("install a version of " + other.id() + " that exports a fitting one.")
                        .author("build against " + other.subject() + "."))
                .orElseGet(() -> problem.operator("run a host that exports a fitting one.")
                        .author("build against the SDK that this host provides."));
    }

    /** Nobody whom it may use has the package. */
    Problem nowhere(ImportNeed need) {
        String found = SystemPackages.isWithheld(need.name())
                ? "This host does not share that package of the JDK with extensions"
                : "Neither this host nor an extension that it may use exports it";
        return facts(problem(ProblemCode.IMPORT_UNRESOLVED, "imports " + need + ". " + found), need)
                .author(
                        "put its classes into the JAR, declare the extension that exports it as a dependency, or import it"
                                + " with resolution:=optional.");
    }

    /** It needs something else than a package: a newer Java, most likely. */
    Problem otherCapability(Requirement requirement) {
        String filter = requirement.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, "");
        Matcher java = JAVA.matcher(filter);
        boolean isJava =
                requirement.getNamespace().equals(ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE);
        if (isJava && java.find()) {
            int running = Runtime.version().feature();
            return problem(
                            ProblemCode.CLASS_VERSION_TOO_NEW,
                            "needs Java " + java.group(1) + "; this host runs on Java " + running)
                    .fact("needed", java.group(1))
                    .fact("found", running)
                    .operator("run the host on Java " + java.group(1) + ".")
                    .author("compile for release " + running + " or earlier.")
                    .at(CAPABILITIES);
        }
        return problem(
                        ProblemCode.IMPORT_UNRESOLVED,
                        "requires a capability of the kind " + requirement.getNamespace()
                                + ". Neither this host nor an extension that it may use provides it")
                .fact("namespace", requirement.getNamespace())
                .author("drop the requirement from Require-Capability.")
                .at(CAPABILITIES);
    }

    /** What it needs is with another bundle of the batch, which was refused itself. */
    Problem waitsFor(ImportNeed need, Revision provider, List<Problem> causes) {
        return facts(
                        problem(
                                ProblemCode.REQUIREMENT_UNMET,
                                "imports " + need + " from " + provider.subject() + ", which was not loaded either"),
                        need)
                .fact("exportedBy", provider.subject())
                .operator("mend " + provider.id() + " first.")
                .causes(causes);
    }

    /** The framework refused it, although everything it needs seems to be there. */
    Problem unexplained() {
        return problem(ProblemCode.INTERNAL_ERROR, "could not be wired, although all that it imports is there")
                .operator("report this, with both packages if it is about two.");
    }

    /** Joins all that is unmet: one problem as it is, more as causes of one. */
    Problem all(List<Problem> unmet) {
        Problem first = unmet.getFirst();
        return unmet.size() == 1
                ? first
                : problem(first.code(), "lacks " + unmet.size() + " things that it needs from outside")
                        .causes(unmet);
    }

    private Problem problem(ProblemCode code, String what) {
        return Problem.of(code, revision.subject(), revision.subject() + " " + what + OUTCOME);
    }

    private static Problem facts(Problem problem, ImportNeed need) {
        Problem named = problem.at(IMPORTS).fact("package", need.name());
        return need.versions().map(words -> named.fact("needed", words)).orElse(named);
    }
}
