/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.benchmarks;

import dev.berth.host.extension.ContentStore;
import dev.berth.host.extension.ExtensionRegistry;
import dev.berth.host.extension.ExtensionStore;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.LiveExtensions;
import dev.berth.host.extension.Loaded;
import dev.berth.host.extension.Origin;
import dev.berth.host.extension.PackageVerifier;
import dev.berth.host.extension.Revision;
import dev.berth.host.extension.Scope;
import dev.berth.host.extension.Status;
import dev.berth.host.extension.Tier;
import dev.berth.host.extension.VerifiedPackage;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.LiveView;
import dev.berth.manifest.ManifestPolicy;
import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.Phase;
import dev.berth.manifest.validate.ManifestValidator;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.SdkAbi;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Judges the manifests of N extensions, each beside all of them, as the start of a host does; prints the time and how it grows with
 * N. Each exports two Java packages, imports two of another one, has a role and claims a capability.
 */
public final class Beside {
    private static final int[] SIZES = {10, 100, 1_000, 3_000};
    private static final int ROUNDS = 5;

    private Beside() {}

    public static void main(String[] arguments) {
        double before = 0;
        for (int size : SIZES) {
            double taken = median(size);
            String growth = before == 0 ? "" : "  x%.1f for the step".formatted(taken / before);
            System.out.printf("%5d extensions  %9.2f ms%s%n", size, taken, growth);
            before = taken;
        }
    }

    private static double median(int size) {
        List<Files> packages = new ArrayList<>();
        List<InstalledExtension> rows = new ArrayList<>();
        for (int number = 0; number < size; number++) {
            Files files = Files.of(number, size);
            packages.add(files);
            rows.add(row(files));
        }
        ExtensionRegistry registry = new ExtensionRegistry(new Rows(rows));
        registry.load(id -> false);
        long[] nanos = new long[ROUNDS];
        for (int round = -2; round < ROUNDS; round++) {
            LiveExtensions live = new LiveExtensions(registry, new NoContents(), new NoVerifier(), Set.of());
            long start = System.nanoTime();
            for (Files files : packages) {
                judge(files, live.seenBy(Tier.UNSIGNED));
            }
            nanos[Math.floorMod(round, ROUNDS)] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return nanos[ROUNDS / 2] / 1e6;
    }

    private static ExtensionManifest judge(Files files, LiveView live) {
        return new ManifestValidator()
                .validate(files, Phase.HOST, ManifestPolicy.of(SdkAbi.VERSION), live)
                .manifest()
                .orElseThrow();
    }

    /** Alone, as it was when it came first. */
    private static InstalledExtension row(Files files) {
        ExtensionManifest manifest = new ManifestValidator()
                .validate(files, Phase.CHECK, ManifestPolicy.of(SdkAbi.VERSION))
                .manifest()
                .orElseThrow();
        Revision revision = new Revision(
                manifest,
                1,
                "0".repeat(64),
                "sha256:" + "0".repeat(64),
                Tier.AUTHOR_SIGNED,
                new Origin.File(files.name()),
                Instant.EPOCH);
        return InstalledExtension.of(revision, Scope.PLATFORM, Status.ACTIVE);
    }

    /** A folder with a manifest and the headers of a bundle. */
    private record Files(String name, Map<String, byte[]> content) implements PackageEntries {
        static Files of(int number, int size) {
            String id = id(number);
            String json = """
                    {"name": "%s", "version": "1.0.0", "license": "MIT", "description": "One of many.",
                     "berth": {"apiVersion": "berth.dev/v1", "kind": "connector", "sdkAbiRange": "^2.2",
                      "roles": ["role-%d"], "owns": ["capability-%d"], "dependencies": []}}
                    """.formatted(id, number, number);
            int other = (number + 1) % size;
            String headers = """
                    Manifest-Version: 1.0
                    Bundle-ManifestVersion: 2
                    Bundle-SymbolicName: %s
                    Bundle-Version: 1.0.0
                    Export-Package: acme.n%d.api,acme.n%d.spi
                    Import-Package: acme.n%d.api,acme.n%d.spi
                    """.formatted(ExtensionId.of(id).symbolicName(), number, number, other, other);
            return new Files(id, Map.of("package.json", bytes(json), "META-INF/MANIFEST.MF", bytes(headers)));
        }

        private static String id(int number) {
            return "@acme/n%05d-connector".formatted(number);
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Set<String> paths() {
            return content.keySet();
        }

        @Override
        public Optional<byte[]> read(String path) {
            return Optional.ofNullable(content.get(path));
        }

        @Override
        public Form form() {
            return Form.FOLDER;
        }
    }

    private record Rows(List<InstalledExtension> rows) implements ExtensionStore {
        @Override
        public Loaded<InstalledExtension> load() {
            return new Loaded<>(rows, List.of());
        }

        @Override
        public void save(InstalledExtension extension) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void delete(ExtensionId id) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class NoContents implements ContentStore {
        @Override
        public void put(VerifiedPackage verified) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Path path(String packageDigest) {
            return Path.of(packageDigest);
        }

        @Override
        public boolean isIntact(String packageDigest) {
            return true;
        }

        @Override
        public Set<String> digests() {
            return Set.of();
        }

        @Override
        public boolean setAside(String packageDigest) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void bringBack(String packageDigest) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void delete(String packageDigest) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class NoVerifier extends PackageVerifier {
        @Override
        public Verdict verify(Path file, String displayName, Function<Tier, LiveView> live) {
            throw new UnsupportedOperationException();
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
        public Optional<byte[]> file(Path stored, String name) {
            return Optional.empty();
        }
    }
}
