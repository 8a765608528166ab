/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.fake;

import dev.berth.host.extension.PackageVerifier;
import dev.berth.host.extension.Tier;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.LiveView;
import dev.berth.manifest.ManifestPolicy;
import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.Phase;
import dev.berth.manifest.Validation;
import dev.berth.manifest.validate.ManifestValidator;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.SdkAbi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.zip.CRC32;

/** Verifies files that a test has described; nothing lies on the disk. */
public final class FakeVerifier extends PackageVerifier {
    private final Map<Path, ExtensionManifest> packages = new HashMap<>();
    private final Map<Path, String> written = new HashMap<>();
    private final Map<ExtensionId, List<Problem>> faults = new HashMap<>();
    private final Map<String, String> contents = new HashMap<>();
    private Tier tier = Tier.UNSIGNED;
    private List<Problem> acknowledgements = List.of();
    private Optional<RuntimeException> failure = Optional.empty();

    /** Describes a package; returns where it would lie. */
    public Path file(ExtensionManifest manifest) {
        Path file = Path.of("no-such-folder", manifest.id().symbolicName() + "-" + manifest.version() + ".jar");
        packages.put(file, manifest);
        return file;
    }

    /** Puts a package into a folder of the disk, under this name. */
    public Path file(Path folder, String name, ExtensionManifest manifest) {
        try {
            Path file = Files.write(folder.resolve(name), new byte[0]);
            packages.put(file, manifest);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a package that is judged by the rules of the manifest; returns where it would lie. */
    public Path file(String json) {
        Path file = Path.of("no-such-folder", "written-" + written.size() + ".tgz");
        written.put(file, json);
        return file;
    }

    public void tier(Tier value) {
        tier = value;
    }

    /** From now on packages need an operator to agree to this. */
    public void acknowledge(Problem problem) {
        acknowledgements = List.of(problem);
    }

    /** From now on stored bytes of an extension are found faulty. */
    public void fault(String id, ProblemCode code) {
        faults.put(ExtensionId.of(id), List.of(Problem.of(code, id, id + " does not fit this host.")));
    }

    /** From now on, or no longer, stored bytes cannot be judged at all. */
    public void fail(Optional<RuntimeException> thrown) {
        failure = thrown;
    }

    /** Returns the digest that packages of this manifest have. */
    public static String digest(ExtensionManifest manifest) {
        CRC32 crc = new CRC32();
        manifest.toString().chars().forEach(crc::update);
        return "%08x".formatted(crc.getValue()).repeat(8);
    }

    @Override
    public Verdict verify(Path file, String displayName, Function<Tier, LiveView> live) {
        String json = written.get(file);
        if (json != null) {
            return judged(file, json, live.apply(tier));
        }
        ExtensionManifest manifest = packages.get(file);
        if (manifest == null) {
            return new Verdict.Refused(
                    List.of(Problem.of(ProblemCode.ARCHIVE_UNREADABLE, displayName, displayName + " is no package.")));
        }
        String digest = digest(manifest);
        return new Verdict.Trusted(
                verified(file, manifest, digest, "sha256:" + digest, tier, List.of(), acknowledgements));
    }

    @Override
    public List<Problem> recheck(Path stored, ExtensionManifest expected, LiveView live) {
        failure.ifPresent(thrown -> {
            throw thrown;
        });
        if (written.containsValue(expected.json())) {
            return validate(expected.json(), live).problems().stream()
                    .filter(Problem::isError)
                    .toList();
        }
        return faults.getOrDefault(expected.id(), List.of());
    }

    @Override
    public List<Problem> links(Path stored, ExtensionManifest manifest, LiveView live) {
        return faults.getOrDefault(manifest.id(), List.of());
    }

    @Override
    public Optional<PackageEntries> files(Path stored) {
        return contents.isEmpty() ? Optional.empty() : Optional.of(new Contents(Map.copyOf(contents)));
    }

    /** The files that every package has. */
    private record Contents(Map<String, String> texts) implements PackageEntries {
        @Override
        public Set<String> paths() {
            return texts.keySet();
        }

        @Override
        public Optional<byte[]> read(String path) {
            return Optional.ofNullable(texts.get(path)).map(text -> text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Form form() {
            return Form.JAR;
        }
    }

    /** From now on every package has this file. */
    public void content(String path, String text) {
        contents.put(path, text);
    }

    @Override
    public Optional<byte[]> file(Path stored, String path) {
        return Optional.ofNullable(contents.get(path)).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    private Verdict judged(Path file, String json, LiveView live) {
        Validation validation = validate(json, live);
        if (validation.manifest().isEmpty()) {
            return new Verdict.Refused(validation.problems());
        }
        ExtensionManifest manifest = validation.manifest().get();
        String digest = digest(manifest);
        return new Verdict.Trusted(
                verified(file, manifest, digest, "sha256:" + digest, tier, validation.problems(), List.of()));
    }

    /** Judges a package that has nothing but its manifest, by the rules there are. */
    private static Validation validate(String json, LiveView live) {
        PackageEntries alone = new PackageEntries() {
            @Override
            public Set<String> paths() {
                return Set.of("package.json");
            }

            @Override
            public Optional<byte[]> read(String path) {
                return path.equals("package.json")
                        ? Optional.of(json.getBytes(StandardCharsets.UTF_8))
                        : Optional.empty();
            }

            @Override
            public Form form() {
                return Form.FOLDER;
            }
        };
        return new ManifestValidator().validate(alone, Phase.HOST, ManifestPolicy.of(SdkAbi.VERSION), live);
    }
}
