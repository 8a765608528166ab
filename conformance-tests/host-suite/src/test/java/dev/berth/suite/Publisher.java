/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.host.evidence.PublisherKey;
import dev.berth.host.evidence.PublisherKey.Custody;
import dev.berth.host.marketplace.trust.SignedFile;
import dev.berth.host.marketplace.trust.sign.PublicKeyFile;
import dev.berth.host.marketplace.trust.sign.SigningKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/** Who publishes {@code @acme/ask-connector} and signs it, with a key that is the same in every run. */
final class Publisher {
    final SigningKey key;

    /** Makes a key of a seed of this byte alone. */
    Publisher(int seed) {
        key = SigningKey.generate(new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                Arrays.fill(bytes, (byte) seed);
            }
        });
    }

    PublicKeyFile shown() {
        return new PublicKeyFile(key.publicHalf(), Optional.of("acme"));
    }

    /** Has a host trust the key. */
    PublisherKey trustedBy(TestHost host) {
        return host.runtime().trust().trust(shown().json(), Optional.empty(), Custody.AUTHOR, TestHost.TEST);
    }

    /** Packs a version that asks for settings. */
    static Path pack(Path folder, String version) {
        String entry = "acme.ask.Entry";
        return ExtensionPackage.connector("@acme/ask-connector", version)
                .ports("settings")
                .entry(entry, EntrySource.of(entry).text())
                .writeTo(folder);
    }

    /** Packs a version and signs it. */
    Path publish(Path folder, String version) {
        Path file = pack(folder, version);
        SignedFile.open(file).sign(key, Optional.of("acme"));
        return file;
    }
}
