/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.bundle;

import dev.berth.manifest.Edge;
import dev.berth.manifest.LiveView;
import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.SemVer;
import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.finding.Findings;
import dev.berth.manifest.json.Quoted;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The bundle headers of a JAR (MAN-70 to MAN-74). */
public final class BundleRules {
    private static final List<String> REQUIRED =
            List.of("Bundle-ManifestVersion", "Bundle-SymbolicName", "Bundle-Version");
    private static final List<String> REFUSED = List.of(
            "Bundle-Activator",
            "ExtensionBundle-Activator",
            "Fragment-Host",
            "Require-Bundle",
            "DynamicImport-Package",
            "Bundle-NativeCode",
            "Bundle-UpdateLocation",
            "Service-Component");

    private BundleRules() {}

    /**
     * What the headers are judged against.
     *
     * @param id the manifest's, unless malformed
     * @param version the manifest's, unless malformed
     * @param edges what the manifest depends on
     * @param live what is live, where it is known
     */
    public record Declared(
            Optional<ExtensionId> id, Optional<SemVer> version, List<Edge> edges, Optional<LiveView> live) {
        /** Returns the live extensions that export a Java package, but this one. */
        Stream<LiveView.Live> exporters(String javaPackage) {
            return live.stream()
                    .flatMap(view -> view.exporters(javaPackage).stream())
                    .filter(other -> !id.equals(Optional.of(other.id())));
        }
    }

    /** Judges the headers and returns the packages that the bundle exports. A folder without headers has none yet. */
    public static Set<String> judge(PackageEntries entries, Declared declared, Findings findings) {
        Optional<byte[]> bytes = entries.read(Headers.FILE);
        boolean jar = entries.form() == PackageEntries.Form.JAR;
        if (!jar && (bytes.isEmpty() || entries.form() == PackageEntries.Form.TGZ)) {
            return Set.of();
        }
        nestedJars(entries, findings);
        Optional<Headers> headers = bytes.flatMap(Headers::read);
        if (headers.isEmpty()) {
            findings.add(Fault.of(ProblemCode.BUNDLE_HEADERS_MISSING, Location.of(Headers.FILE))
                    .says("needs the headers " + String.join(", ", REQUIRED))
                    .found(bytes.isEmpty() ? "no " + Headers.FILE : "a malformed " + Headers.FILE)
                    .author("let the build make the headers"));
            return Set.of();
        }
        judge(headers.get(), declared, findings);
        return PackageRules.judge(headers.get(), declared, findings);
    }

    /** Returns the packages that a bundle exports which was judged before; none if it is no bundle. */
    public static Set<String> exportedPackages(PackageEntries entries) {
        return entries.form() == PackageEntries.Form.JAR
                ? entries.read(Headers.FILE)
                        .flatMap(Headers::read)
                        .map(PackageRules::exported)
                        .orElse(Set.of())
                : Set.of();
    }

    private static void judge(Headers headers, Declared declared, Findings findings) {
        for (String name : headers.repeated()) {
            findings.add(Fault.of(ProblemCode.BUNDLE_HEADER_REFUSED, headers.at(name))
                    .says("needs each bundle header once")
                    .found(Quoted.of(name) + " twice"));
        }
        if (!headers.repeated().isEmpty()) {
            return;
        }
        List<String> missing =
                REQUIRED.stream().filter(name -> headers.get(name).isEmpty()).toList();
        Optional<String> format =
                headers.get(REQUIRED.get(0)).filter(value -> !value.strip().equals("2"));
        if (!missing.isEmpty() || format.isPresent()) {
            findings.add(Fault.of(ProblemCode.BUNDLE_HEADERS_MISSING, Location.of(Headers.FILE))
                    .says("needs the headers Bundle-ManifestVersion: 2, Bundle-SymbolicName and Bundle-Version")
                    .found(
                            missing.isEmpty()
                                    ? "Bundle-ManifestVersion: " + Quoted.of(format.orElse(""))
                                    : "no " + String.join(", no ", missing))
                    .author("let the build make the headers"));
        }
        for (String name : REFUSED) {
            headers.get(name).ifPresent(value -> refuse(headers.at(name), name, value, findings));
        }
        headers.get("Bundle-ClassPath")
                .filter(value -> !value.strip().equals("."))
                .ifPresent(value -> refuse(headers.at("Bundle-ClassPath"), "Bundle-ClassPath", value, findings));
        identity(headers, declared, findings);
    }

    private static void identity(Headers headers, Declared declared, Findings findings) {
        Optional<String> name = headers.get("Bundle-SymbolicName")
                .flatMap(Clause::parse)
                .map(clauses -> clauses.get(0).paths().get(0));
        Optional<String> expectedName = declared.id().map(ExtensionId::symbolicName);
        if (name.isPresent() && expectedName.isPresent() && !name.equals(expectedName)) {
            mismatch(headers.at("Bundle-SymbolicName"), expectedName.get(), name.get(), findings);
        }
        Optional<String> version = headers.get("Bundle-Version").map(String::strip);
        Optional<String> expectedVersion = declared.version().map(BundleRules::bundleVersion);
        if (version.isPresent() && expectedVersion.isPresent() && !version.equals(expectedVersion)) {
            mismatch(headers.at("Bundle-Version"), expectedVersion.get(), version.get(), findings);
        }
    }

    /** A prerelease becomes the qualifier; bundles order it after the release, so nobody may order by it (MAN-71). */
    static String bundleVersion(SemVer version) {
        String core = version.major() + "." + version.minor() + "." + version.patch();
        String text = version.toString();
        return version.isPrerelease()
                ? core + "." + text.substring(core.length() + 1).replace('.', '_')
                : core;
    }

    private static void mismatch(Location location, String expected, String found, Findings findings) {
        String header = location.field().orElse("");
        findings.add(Fault.of(ProblemCode.BUNDLE_IDENTITY_MISMATCH, location)
                .valid(Quoted.of(expected) + ", as package.json says")
                .found(Quoted.of(found))
                .author("write " + header + ": " + expected));
    }

    private static void refuse(Location location, String header, String value, Findings findings) {
        findings.add(Fault.of(ProblemCode.BUNDLE_HEADER_REFUSED, location)
                .says("needs to do without the bundle header " + header)
                .found(Quoted.of(value))
                .author("remove the header; code starts in \"serverEntry\", and libraries are inlined as classes"));
    }

    private static void nestedJars(PackageEntries entries, Findings findings) {
        entries.paths().stream()
                .filter(path -> path.regionMatches(true, path.length() - 4, ".jar", 0, 4))
                .sorted()
                .findFirst()
                .ifPresent(path -> findings.add(Fault.of(ProblemCode.BUNDLE_HEADER_REFUSED, Location.of(path))
                        .says("needs its libraries inlined as classes")
                        .found("the nested JAR " + Quoted.of(path))
                        .author("unpack the library into the package")));
    }
}
