/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust;

import dev.berth.host.extension.PackageVerifier.Verdict;
import dev.berth.host.extension.Tier;
import dev.berth.host.extension.VerifiedPackage;
import dev.berth.host.marketplace.pack.TarForge;
import dev.berth.host.marketplace.pack.ZipForge;
import dev.berth.manifest.LiveView;
import dev.berth.manifest.ManifestPolicy;
import dev.berth.sdk.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Packages that pass, and what tests ask of a verdict. */
final class Samples {
    /** A host on which nothing is live. */
    static final LiveView NOTHING_LIVE = List::of;

    static final Function<Tier, LiveView> ALONE = tier -> NOTHING_LIVE;

    static final ManifestPolicy POLICY = ManifestPolicy.of("2.2.0");

    private static final String SKILL = "---\nname: notes\ndescription: Writes notes.\n---\n# Notes\n";

    private Samples() {}

    static String manifest(String version) {
        return """
                {"name": "@acme/notes-skills", "version": "%s", "license": "Apache-2.0", "description": "Writes notes.",
                 "berth": {"apiVersion": "berth.dev/v1", "kind": "skill", "sdkAbiRange": "^2.2"}}
                """.formatted(version);
    }

    static ZipForge jar(String version) {
        return new ZipForge()
                .file(
                        "META-INF/MANIFEST.MF",
                        "Manifest-Version: 1.0\r\nBundle-ManifestVersion: 2\r\nBundle-SymbolicName: acme.notes-skills\r\n"
                                + "Bundle-Version: " + version + "\r\n\r\n")
                .file("package.json", manifest(version))
                .file("skills/notes/SKILL.md", SKILL);
    }

    static TarForge tgz(String version) {
        return new TarForge()
                .file("package/package.json", manifest(version))
                .file("package/skills/notes/SKILL.md", SKILL);
    }

    static VerifiedPackage trusted(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Trusted trusted -> trusted.verified();
            case Verdict.Refused refused ->
                throw new AssertionError(refused.problems().toString());
        };
    }

    static List<Problem> refused(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Trusted trusted ->
                throw new AssertionError(
                        "trusted " + trusted.verified().manifest().subject());
            case Verdict.Refused refused -> refused.problems();
        };
    }

    static List<Path> files(Path folder) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
