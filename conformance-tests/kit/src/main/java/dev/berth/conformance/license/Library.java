/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.license;

import dev.berth.conformance.Subject;
import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.license.SpdxExpression;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A library inside a package, found by metadata that it carries (GATE-56): what Maven puts under {@code META-INF/maven}, what the
 * bundle plugin writes into {@code Embedded-Artifacts}, and licence texts under {@code META-INF}.
 *
 * @param name {@code group:artifact}, or the path of a licence text that belongs to nobody known
 * @param place the file that tells of it
 * @param license empty if it is not known
 */
record Library(String name, String place, Optional<SpdxExpression> license) {
    private static final Pattern MAVEN = Pattern.compile("META-INF/maven/([^/]+)/([^/]+)/pom\\.(?:xml|properties)");
    private static final Pattern TEXT =
            Pattern.compile("META-INF/(?:licen[cs]es?/.+|(?:licen[cs]e|copying)[^/]*)", Pattern.CASE_INSENSITIVE);
    private static final String HEADERS = "META-INF/MANIFEST.MF";
    private static final Pattern EMBEDDED = Pattern.compile(";\\s*g=\"([^\"]+)\"\\s*;\\s*a=\"([^\"]+)\"");

    /** Finds all but the extension itself, whose own metadata a build may leave too. */
    static List<Library> in(Subject subject, String extension) {
        PackageEntries entries = subject.entries();
        List<String> texts = entries.paths().stream()
                .filter(path -> TEXT.matcher(path).matches())
                .filter(path -> !isOwnText(path, entries))
                .sorted()
                .toList();
        Map<String, Library> found = new TreeMap<>();
        entries.paths().stream().sorted().forEach(path -> {
            Matcher maven = MAVEN.matcher(path);
            if (maven.matches() && !maven.group(2).equals(extension)) {
                String name = maven.group(1) + ":" + maven.group(2);
                String folder = path.substring(0, path.lastIndexOf('/') + 1);
                found.computeIfAbsent(
                        name,
                        key -> new Library(
                                key,
                                path,
                                license(entries, folder + "pom.xml").or(() -> text(maven.group(2), texts, entries))));
            }
        });
        entries.read(HEADERS)
                .ifPresent(bytes -> embedded(bytes, extension)
                        .forEach(artifact -> found.computeIfAbsent(
                                artifact.name(),
                                key -> new Library(key, HEADERS, text(artifact.id(), texts, entries)))));
        if (found.isEmpty()) {
            texts.forEach(path -> found.put(path, new Library(path, path, recognised(path, entries))));
        }
        return List.copyOf(found.values());
    }

    private static boolean isOwnText(String path, PackageEntries entries) {
        Optional<byte[]> text = entries.read(path);
        return LicenseFile.NAMES.stream()
                .flatMap(name -> entries.read(name).stream())
                .anyMatch(own -> Arrays.equals(own, text.orElse(own)));
    }

    private static Optional<SpdxExpression> license(PackageEntries entries, String pom) {
        return entries.read(pom).flatMap(PomLicenses::read);
    }

    /** The text that is named after an artifact, or the only one there is. */
    private static Optional<SpdxExpression> text(String artifact, List<String> texts, PackageEntries entries) {
        String part = artifact.toLowerCase(Locale.ROOT);
        return texts.stream()
                .filter(path -> path.toLowerCase(Locale.ROOT).contains(part))
                .findFirst()
                .or(() -> texts.size() == 1 ? Optional.of(texts.get(0)) : Optional.empty())
                .flatMap(path -> recognised(path, entries));
    }

    private static Optional<SpdxExpression> recognised(String path, PackageEntries entries) {
        return entries.read(path)
                .map(bytes -> LicenseText.recognise(new String(bytes, StandardCharsets.UTF_8)))
                .filter(ids -> !ids.isEmpty())
                .flatMap(ids -> SpdxExpression.find(String.join(" AND ", ids)));
    }

    private record Artifact(String group, String id) {
        String name() {
            return group + ":" + id;
        }
    }

    private static List<Artifact> embedded(byte[] headers, String extension) {
        List<Artifact> artifacts = new ArrayList<>();
        new String(headers, StandardCharsets.UTF_8)
                .replaceAll("\r?\n ", "")
                .lines()
                .filter(line -> line.startsWith("Embedded-Artifacts:"))
                .forEach(line -> {
                    Matcher matcher = EMBEDDED.matcher(line);
                    while (matcher.find()) {
                        artifacts.add(new Artifact(matcher.group(1), matcher.group(2)));
                    }
                });
        return artifacts.stream().filter(one -> !one.id().equals(extension)).toList();
    }
}
