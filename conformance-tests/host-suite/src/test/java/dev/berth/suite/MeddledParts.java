/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import dev.berth.host.HostAssembly;
import dev.berth.host.HostConfig;
import dev.berth.host.extension.PackageVerifier;
import dev.berth.host.extension.Tier;
import dev.berth.host.extension.VerifiedPackage;
import dev.berth.host.launcher.Assembly;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.LiveView;
import dev.berth.manifest.PackageEntries;
import dev.berth.sdk.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The real parts of a host, whose verifier is another, or whose files another program changes just after a package was verified. */
final class MeddledParts implements HostAssembly {
    private final UnaryOperator<PackageVerifier> verifier;

    /** A byte is added to what was verified. */
    MeddledParts() {
        this((given, verified) -> append(verified.file()));
    }

    /** @param meddler gets the file that was given and what was verified */
    MeddledParts(BiConsumer<Path, VerifiedPackage> meddler) {
        this(real -> new Followed(real, meddler));
    }

    /** @param verifier makes the one of the host of the real one */
    MeddledParts(UnaryOperator<PackageVerifier> verifier) {
        this.verifier = verifier;
    }

    @Override
    public Parts open(HostConfig config) {
        Parts real = new Assembly().open(config);
        return new Parts(
                real.audit(),
                real.extensions(),
                real.natives(),
                real.transactor(),
                real.contents(),
                real.grants(),
                real.permissions(),
                real.tokens(),
                real.namespaces(),
                real.backends(),
                real.secretKeys(),
                real.journal(),
                real.marks(),
                verifier.apply(real.verifier()),
                real.engine(),
                real.database(),
                real.release());
    }

    private static void append(Path file) {
        try {
            if (!file.toFile().setWritable(true)) {
                throw new IOException(file + " cannot be made writable");
            }
            Files.write(file, new byte[1], StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Verifies as the real one does, and is followed by somebody else. */
    static class Followed extends PackageVerifier {
        private final PackageVerifier real;
        private final BiConsumer<Path, VerifiedPackage> meddler;

        Followed(PackageVerifier real, BiConsumer<Path, VerifiedPackage> meddler) {
            this.real = real;
            this.meddler = meddler;
        }

        @Override
        public Verdict verify(Path file, String displayName, Function<Tier, LiveView> live) {
            Verdict verdict = real.verify(file, displayName, live);
            if (verdict instanceof Verdict.Trusted(VerifiedPackage verified)) {
                meddler.accept(file, verified);
            }
            return verdict;
        }

        @Override
        public List<Problem> recheck(Path stored, ExtensionManifest expected, LiveView live) {
            return real.recheck(stored, expected, live);
        }

        @Override
        public Optional<PackageEntries> files(Path stored) {
            return real.files(stored);
        }

        @Override
        public Optional<byte[]> file(Path stored, String name) {
            return real.file(stored, name);
        }
    }
}
