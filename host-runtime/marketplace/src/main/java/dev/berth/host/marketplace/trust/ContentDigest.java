/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.berth.host.marketplace.pack.OpenPackage;
import dev.berth.host.marketplace.pack.PackedFile;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Names the files of a package whatever container they came in: content digest v1 (TRUST-5 to TRUST-10, TRUST-13). */
final class ContentDigest {
    private static final String SCHEME = "content-digest/v1\n";
    private static final String PREFIX = "sha256:";

    /** What publish writes beside the files; it holds this very digest (MAN-39). */
    private static final Set<String> SIDECARS = Set.of(".berth-published.json", ".cinatra-published.json");

    private ContentDigest() {}

    /** Returns {@code sha256:<64 hex>}. */
    public static String of(OpenPackage contents) {
        Map<byte[], PackedFile> files = new TreeMap<>(Arrays::compareUnsigned);
        contents.files().stream()
                .filter(file -> !SIDECARS.contains(file.path()))
                .forEach(file -> files.put(path(file), file));
        MessageDigest digest = Digests.sha256();
        digest.update(SCHEME.getBytes(UTF_8));
        files.forEach((path, file) -> {
            byte[] content = contents.read(file.path()).orElseThrow();
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(path.length).flip());
            digest.update(path);
            digest.update((byte) (file.executable() ? 1 : 0));
            digest.update(
                    ByteBuffer.allocate(Long.BYTES).putLong(content.length).flip());
            digest.update(Digests.sha256().digest(content));
        });
        return PREFIX + HexFormat.of().formatHex(digest.digest());
    }

    /** Tools spell accents in two ways; the digest must not depend on which one packed the files (TRUST-6). */
    private static byte[] path(PackedFile file) {
        return Normalizer.normalize(file.path(), Normalizer.Form.NFC).getBytes(UTF_8);
    }
}
