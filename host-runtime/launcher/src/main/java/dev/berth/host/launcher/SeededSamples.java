/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.launcher;

import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.LoggerFactory;

/** Which samples a home was offered before, in {@code samples.json}. */
final class SeededSamples {
    private static final String NAME = "samples.json";

    private final Set<String> ids = new TreeSet<>();
    private final Set<String> digests = new TreeSet<>();

    private record Stored(List<String> ids, List<String> digests) {}

    static SeededSamples read(Path home) {
        SeededSamples seeded = new SeededSamples();
        try {
            Stored stored =
                    StrictJson.parse(Files.readString(home.resolve(NAME))).as(Stored.class);
            seeded.ids.addAll(stored.ids());
            seeded.digests.addAll(stored.digests());
        } catch (NoSuchFileException e) {
            return seeded;
        } catch (IOException | IllegalArgumentException e) {
            // Offering the samples again is the worst that comes of it.
            LoggerFactory.getLogger(SeededSamples.class)
                    .warn("{} could not be read: {}", home.resolve(NAME), e.toString());
        }
        return seeded;
    }

    boolean knows(ExtensionId id) {
        return ids.contains(id.value());
    }

    boolean knows(String digest) {
        return digests.contains(digest);
    }

    void add(ExtensionId id, String digest) {
        ids.add(id.value());
        digests.add(digest);
    }

    void add(String digest) {
        digests.add(digest);
    }

    void write(Path home) {
        Path fresh = home.resolve(NAME + ".new");
        try {
            Files.writeString(fresh, JsonObject.of("ids", ids, "digests", digests) + "\n");
            Files.move(fresh, home.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns SHA-256 of the file, 64 hex digits. */
    static String digest(Path file) {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digesting = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digesting.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
