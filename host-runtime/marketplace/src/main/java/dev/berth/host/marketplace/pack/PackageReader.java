/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.pack;

import dev.berth.manifest.PackageEntries.Form;
import dev.berth.sdk.problem.ProblemCode;
import java.nio.file.Path;
import java.util.Optional;

/** Opens package files from anywhere. Thread-safe; holds nothing between two calls. */
public final class PackageReader {
    private final Limits limits;

    /** Makes a reader with the limits of TRUST-101. */
    public PackageReader() {
        this(Limits.STANDARD);
    }

    PackageReader(Limits limits) {
        this.limits = limits;
    }

    /**
     * Opens a file that nobody has judged yet, and produces every entry once to see that it is what it declares.
     *
     * @param file never changed; read once
     * @param displayName how people know the file, for problems
     */
    public Opened open(Path file, String displayName) {
        return open(file, displayName, true);
    }

    /**
     * Opens a file whose bytes are known to be those that were verified earlier: the structure is checked again, the entries are
     * produced only when they are asked for.
     */
    public Opened lookThrough(Path file, String displayName) {
        return open(file, displayName, false);
    }

    private Opened open(Path file, String displayName, boolean produceAll) {
        Findings findings = new Findings(displayName);
        try {
            Optional<OpenPackage> opened = read(PackageBytes.read(file, limits.file()), findings, produceAll);
            if (opened.isPresent() && findings.isEmpty()) {
                return new Opened.Sound(opened.get());
            }
        } catch (RefusedException refused) {
            findings.add(refused);
        }
        return new Opened.Refused(findings.problems());
    }

    private Optional<OpenPackage> read(byte[] bytes, Findings findings, boolean produceAll) throws RefusedException {
        if (FirstBytes.isZip(bytes) || (!FirstBytes.isGzip(bytes) && ZipEnd.isAtEndOf(ZipContents.buffer(bytes)))) {
            return jar(bytes, findings, produceAll)
                    .map(jar -> new OpenPackage(findings.subject(), Form.JAR, bytes, bytes, jar));
        }
        if (!FirstBytes.isGzip(bytes)) {
            throw new RefusedException(
                    ProblemCode.ARCHIVE_UNREADABLE,
                    FirstBytes.describe(bytes) + "; a package is a JAR, or a .tgz as npm packs it.");
        }
        Optional<TarContents> tar = TarContents.open(bytes, limits, findings);
        if (tar.isPresent() && Carrier.is(tar.get())) {
            return carried(bytes, tar.get(), findings, produceAll);
        }
        return tar.map(contents -> new OpenPackage(findings.subject(), Form.TGZ, bytes, bytes, contents));
    }

    private Optional<OpenPackage> carried(byte[] delivered, TarContents carrier, Findings findings, boolean produceAll)
            throws RefusedException {
        byte[] bytes = Carrier.unwrap(carrier);
        if (!FirstBytes.isZip(bytes)) {
            throw new RefusedException(
                    ProblemCode.ARCHIVE_UNREADABLE, "holds an extension.jar that " + FirstBytes.describe(bytes) + ".");
        }
        Optional<ZipContents> jar = jar(bytes, findings, produceAll);
        if (jar.isPresent()) {
            Carrier.compare(carrier, jar.get(), findings);
        }
        return jar.map(contents -> new OpenPackage(findings.subject(), Form.JAR, delivered, bytes, contents));
    }

    private Optional<ZipContents> jar(byte[] bytes, Findings findings, boolean produceAll) throws RefusedException {
        Optional<ZipContents> jar = ZipContents.open(bytes, limits, findings, produceAll);
        if (produceAll && jar.isPresent()) {
            for (PackedFile file : jar.get().files()) {
                try {
                    jar.get().read(file.path());
                } catch (RefusedException refused) {
                    findings.add(refused);
                }
            }
        }
        return jar;
    }
}
