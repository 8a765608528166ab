/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.fake;

import dev.berth.host.extension.PackageVerifier;
import dev.berth.host.extension.Tier;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** Verifies files that a test has described; nothing lies on the disk. */
public final class FakeVerifier extends PackageVerifier {
    private final Map<Path, ExtensionManifest> packages = new HashMap<>();
    private final Map<ExtensionId, List<Problem>> faults = new HashMap<>();
    private Tier tier = Tier.UNSIGNED;

    /** Describes a package; returns where it would lie. */
    public Path file(ExtensionManifest manifest) {
        Path file = Path.of("no-such-folder", manifest.id().symbolicName() + "-" + manifest.version() + ".jar");
        packages.put(file, manifest);
        return file;
    }

    public void tier(Tier value) {
        tier = value;
    }

    /** From now on stored bytes of an extension are found faulty. */
    public void fault(String id, ProblemCode code) {
        faults.put(ExtensionId.of(id), List.of(Problem.of(code, id, id + " does not fit this host.")));
    }

    /** Returns the digest that packages of this manifest have. */
    public static String digest(ExtensionManifest manifest) {
        CRC32 crc = new CRC32();
        manifest.toString().chars().forEach(crc::update);
        return "%08x".formatted(crc.getValue()).repeat(8);
    }

    @Override
    public Verdict verify(Path file, String displayName) {
        ExtensionManifest manifest = packages.get(file);
        if (manifest == null) {
            return new Verdict.Refused(
                    List.of(Problem.of(ProblemCode.ARCHIVE_UNREADABLE, displayName, displayName + " is no package.")));
        }
        String digest = digest(manifest);
        return new Verdict.Trusted(verified(file, manifest, digest, "sha256:" + digest, tier, List.of()));
    }

    @Override
    public List<Problem> recheck(Path stored, ExtensionManifest expected) {
        return faults.getOrDefault(expected.id(), List.of());
    }
}
