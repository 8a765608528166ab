/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import dev.berth.host.extension.PackageVerifier;
import dev.berth.host.extension.Tier;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.Kind;
import dev.berth.manifest.LiveView;
import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.SemVer;
import dev.berth.manifest.VersionRange;
import dev.berth.sdk.Extension;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Takes one line of text for a package: {@code ID VERSION CLASS PORT…}. The class is one of the tests'. */
final class TextPackages extends PackageVerifier {
    /** The files of the page that every package has. */
    static final Map<String, String> PAGE = Map.of(
            "package.json", "{}",
            "ui/index.html", "<!doctype html><title>Page</title>",
            "ui/assets/page.js", "console.log(1);",
            "ui/secret.key", "secret");

    private final Path folder;

    TextPackages(Path folder) {
        this.folder = folder;
    }

    /** The bytes of a package that asks for the ports mcp, ui, objects, jobs and notifications. */
    static byte[] of(String id, String version, Class<? extends Extension> entry) {
        return (id + " " + version + " " + entry.getName() + " mcp ui objects jobs notifications")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Verdict verify(Path file, String displayName, Function<Tier, LiveView> live) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            List<String> words = List.of(new String(bytes, StandardCharsets.UTF_8).split(" ", -1));
            if (words.size() < 3) {
                return new Verdict.Refused(List.of(Problem.of(
                        ProblemCode.ARCHIVE_UNREADABLE,
                        displayName,
                        displayName + " is no package. Nothing was changed.")));
            }
            Path copy = Files.write(Files.createTempFile(folder, "verified", ""), bytes);
            String digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            return new Verdict.Trusted(
                    verified(copy, manifest(words), digest, "sha256:" + digest, Tier.UNSIGNED, List.of(), List.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<Problem> recheck(Path stored, ExtensionManifest expected, LiveView live) {
        return List.of();
    }

    @Override
    public Optional<PackageEntries> files(Path stored) {
        return Optional.empty();
    }

    @Override
    public JsonObject policy() {
        return JsonObject.of("allowedScopes", JsonObject.of("connector", List.of("acme")));
    }

    @Override
    public Optional<byte[]> file(Path stored, String name) {
        return Optional.ofNullable(PAGE.get(name)).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    private static ExtensionManifest manifest(List<String> words) {
        Set<PortName> ports = EnumSet.noneOf(PortName.class);
        for (int i = 3; i < words.size(); i++) {
            ports.add(PortName.find(words.get(i)).orElseThrow());
        }
        return new ExtensionManifest(
                ExtensionId.of(words.get(0)),
                SemVer.parse(words.get(1)).orElseThrow(),
                Kind.CONNECTOR,
                "",
                Optional.empty(),
                Optional.of(words.get(2)),
                VersionRange.open(),
                ports,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                "{}");
    }
}
