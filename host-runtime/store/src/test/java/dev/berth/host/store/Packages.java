/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import dev.berth.host.extension.PackageVerifier;
import dev.berth.host.extension.Tier;
import dev.berth.host.extension.VerifiedPackage;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.LiveView;
import dev.berth.manifest.PackageEntries;
import dev.berth.sdk.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Makes packages of any text: here their bytes count, not what is in them. */
final class Packages extends PackageVerifier {
    static VerifiedPackage of(Path file, String content) throws IOException {
        Files.writeString(file, content);
        return new Packages()
                .verified(
                        file,
                        Rows.manifest("@acme/crm-connector 1.0.0"),
                        sha256(content),
                        "sha256:" + sha256(content),
                        Tier.UNSIGNED,
                        List.of(),
                        List.of());
    }

    /** The same with a signature beside it. */
    static VerifiedPackage signed(Path file, String content, String signature) throws IOException {
        Files.writeString(file, content);
        return new Packages()
                .verified(
                        file,
                        Rows.manifest("@acme/crm-connector 1.0.0"),
                        sha256(content),
                        "sha256:" + sha256(content),
                        new Evidence(Tier.AUTHOR_SIGNED, Optional.empty(), List.of()),
                        Optional.of(signature.getBytes(StandardCharsets.UTF_8)),
                        List.of(),
                        List.of());
    }

    private static String sha256(String content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Verdict verify(Path file, String displayName, Function<Tier, LiveView> live) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Problem> recheck(Path stored, ExtensionManifest expected, LiveView live) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<PackageEntries> files(Path stored) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<byte[]> file(Path stored, String name) {
        throw new UnsupportedOperationException();
    }
}
