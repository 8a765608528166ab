/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.bundle;

import dev.berth.manifest.Edge;
import dev.berth.manifest.LiveView;
import dev.berth.manifest.bundle.BundleRules.Declared;
import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.finding.Findings;
import dev.berth.manifest.json.Quoted;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.Severity;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which Java packages a bundle may export and import (MAN-73, MAN-74). */
final class PackageRules {
    private static final List<String> NEVER_EXPORTED =
            List.of("java", "javax", "jakarta", "org.osgi", "org.apache.felix", "dev.berth");

    private PackageRules() {}

    static Set<String> judge(Headers headers, Declared declared, Findings findings) {
        Set<String> exported = packages(headers, "Export-Package", findings, false);
        Location exports = headers.at("Export-Package");
        for (String name : exported) {
            judgeExport(name, exports, declared, findings);
        }
        Location imports = headers.at("Import-Package");
        for (String name : packages(headers, "Import-Package", findings, false)) {
            if (isBelow(name, "org.osgi.framework")) {
                findings.add(Fault.of(ProblemCode.BUNDLE_HEADER_REFUSED, imports)
                        .says("needs to do without the framework's own packages")
                        .found("an import of " + Quoted.of(name))
                        .author("use the SDK in place of " + name));
            }
        }
        for (String name : packages(headers, "Import-Package", findings, true)) {
            boolean given = PlatformPackages.has(name)
                    || declared.live()
                            .filter(view -> view.hostPackages().contains(name))
                            .isPresent();
            if (!isBelow(name, "org.osgi.framework") && !given && !exported.contains(name)) {
                judgeImport(name, imports, declared, findings);
            }
        }
        return exported;
    }

    /** Returns what is exported, unjudged. */
    static Set<String> exported(Headers headers) {
        Set<String> names = new LinkedHashSet<>();
        headers.get("Export-Package")
                .flatMap(Clause::parse)
                .orElse(List.of())
                .forEach(clause -> names.addAll(clause.paths()));
        return names;
    }

    private static Set<String> packages(Headers headers, String header, Findings findings, boolean requiredOnly) {
        Set<String> names = new LinkedHashSet<>();
        Optional<String> value = headers.get(header);
        Optional<List<Clause>> clauses = value.flatMap(Clause::parse);
        if (value.isPresent() && clauses.isEmpty() && !requiredOnly) {
            findings.add(Fault.of(ProblemCode.BUNDLE_HEADER_REFUSED, headers.at(header))
                    .valid("clauses such as com.acme.mail.api;version=\"1.0\", separated by commas")
                    .found(Quoted.of(value.get())));
        }
        for (Clause clause : clauses.orElse(List.of())) {
            if (!requiredOnly || !clause.isOptional()) {
                names.addAll(clause.paths());
            }
        }
        return names;
    }

    private static void judgeExport(String name, Location location, Declared declared, Findings findings) {
        Optional<String> platform =
                NEVER_EXPORTED.stream().filter(root -> isBelow(name, root)).findFirst();
        if (platform.isPresent()) {
            findings.add(foreign(name, location, "it belongs to the platform")
                    .author("move the package to a name of your own"));
            return;
        }
        Optional<String> own = declared.id().map(ExtensionId::scope);
        Optional<String> holder = declared.live()
                .flatMap(view -> view.registeredHolder(name))
                .or(() -> holding(name).stream()
                        .flatMap(declared::exporters)
                        .filter(other -> !own.equals(Optional.of(other.id().scope())))
                        .min(Comparator.comparing(LiveView.Live::id))
                        .map(other -> other.id().scope()));
        if (own.isPresent() && holder.isPresent() && !holder.equals(own)) {
            findings.add(foreign(name, location, "the scope @" + holder.get() + " holds it")
                    .fact("holder", holder.get())
                    .author("move the package to a name of your own, such as com." + own.get() + ".api"));
        }
    }

    private static Fault foreign(String name, Location location, String why) {
        return Fault.of(ProblemCode.EXPORT_FOREIGN, location)
                .says("exports the Java package " + Quoted.of(name) + ", which no other scope may hold")
                .found(Quoted.of(name))
                .but(why);
    }

    private static void judgeImport(String name, Location location, Declared declared, Findings findings) {
        List<LiveView.Live> exporters = declared.exporters(name).toList();
        boolean dependent =
                exporters.stream().anyMatch(other -> isOwnScope(other, declared) || isDependency(other, declared));
        // While authoring, the owner of a package may be unknown: a declared dependency gets the benefit of the doubt.
        boolean unknown =
                declared.live().isEmpty() && declared.edges().stream().anyMatch(Edge.PackageEdge.class::isInstance);
        if (dependent || unknown) {
            return;
        }
        Fault fault = Fault.of(ProblemCode.IMPORT_UNDECLARED, location)
                .says("needs the Java package " + Quoted.of(name)
                        + " from the SDK, the JDK, its own scope or a declared dependency")
                .severity(Severity.WARNING, Severity.ERROR)
                .fact("package", name);
        if (exporters.isEmpty()) {
            findings.add(fault.found("none of these that exports it")
                    .author("inline the library, or declare the extension that exports it in \"dependencies\""));
        } else {
            ExtensionId owner = exporters.get(0).id();
            findings.add(fault.but(owner + " exports it and is not declared")
                    .fact("exporter", owner.toString())
                    .author("add " + owner + " to \"dependencies\""));
        }
    }

    private static boolean isOwnScope(LiveView.Live other, Declared declared) {
        return declared.id().filter(id -> id.scope().equals(other.id().scope())).isPresent();
    }

    private static boolean isDependency(LiveView.Live other, Declared declared) {
        return declared.edges().stream()
                .anyMatch(edge ->
                        edge instanceof Edge.PackageEdge to && to.target().equals(other.id()));
    }

    private static boolean isBelow(String name, String root) {
        return name.equals(root) || name.startsWith(root + ".");
    }

    /** Who exports a package holds what is below it too; but nobody holds all of {@code com} by exporting it. */
    private static List<String> holding(String name) {
        List<String> names = new ArrayList<>(List.of(name));
        for (int end = name.lastIndexOf('.'); end > name.indexOf('.'); end = name.lastIndexOf('.', end - 1)) {
            names.add(name.substring(0, end));
        }
        return names;
    }
}
