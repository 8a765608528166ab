/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import dev.berth.host.extension.ContentStore;
import dev.berth.host.extension.VerifiedPackage;
import dev.berth.host.store.disk.Disk;
import dev.berth.host.store.disk.DiskProblems;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Packages as files, {@code content/<first two digits>/<digest>}, each with its signature beside it as {@code <digest>.signature}. A
 * file under such a name is whole and on the disk: it is written under another name first, and that name tells the next start what a
 * crash left behind.
 *
 * <p>Plain file streams throughout: channels close when their thread is interrupted.
 */
final class DirectoryContentStore implements ContentStore {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final int DIGITS = 64;
    private static final String ASIDE = ".aside";
    private static final String SIGNATURE = ".signature";
    /** More than one that was verified can have. */
    private static final int SIGNATURE_LIMIT = 1 << 20;

    private static final Pattern STORED = Pattern.compile(DIGEST + "(" + Pattern.quote(ASIDE) + ")?");
    private static final String INCOMING = "incoming-";

    private final Path folder;

    private DirectoryContentStore(Path folder) {
        this.folder = folder;
    }

    /** Opens a store in a folder that exists, and removes what a crash left half-written. */
    static DirectoryContentStore open(Path folder) {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, INCOMING + "*")) {
            for (Path leftover : leftovers) {
                Files.delete(leftover);
            }
        } catch (IOException e) {
            throw failure(e, folder, "The host did not start.");
        }
        return new DirectoryContentStore(folder);
    }

    @Override
    public void put(VerifiedPackage verified) {
        String digest = verified.packageDigest();
        Path target = path(digest);
        try {
            if (isIntact(digest)) {
                keep(verified.signature(), target);
                closeToWriters(target);
                return;
            }
            // Beside the folders it may end in: on the same disk, and one place to look for leftovers.
            Path incoming = Files.createTempFile(folder, INCOMING, "");
            try {
                copy(verified, incoming);
                closeToWriters(incoming);
                Files.createDirectories(target.getParent());
                keep(verified.signature(), target);
                clear(target);
                Files.move(incoming, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(incoming);
            }
            Disk.sync(target.getParent());
            Disk.sync(folder);
        } catch (IOException e) {
            throw failure(e, folder, "Nothing of " + verified.manifest().subject() + " was stored.");
        }
    }

    /** Keeps who vouches for a package beside it, or that nobody does. */
    private void keep(Optional<byte[]> signature, Path target) throws IOException {
        Path place = signaturePlace(target);
        if (signature.isPresent() && Arrays.equals(signature.get(), read(place).orElse(null))) {
            return;
        }
        clear(place);
        if (signature.isEmpty()) {
            return;
        }
        Path incoming = Files.createTempFile(folder, INCOMING, "");
        try {
            try (FileOutputStream out = new FileOutputStream(incoming.toFile())) {
                out.write(signature.get());
                out.getFD().sync();
            }
            closeToWriters(incoming);
            Files.move(incoming, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(incoming);
        }
        Disk.sync(Objects.requireNonNull(place.getParent()));
    }

    private static Path signaturePlace(Path target) {
        return target.resolveSibling(target.getFileName() + SIGNATURE);
    }

    /** Removes whatever else stands where a file belongs: a link, but not what it points to, or a folder with all in it. */
    private static void clear(Path place) throws IOException {
        if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> inside = Files.list(place)) {
                for (Path each : inside.toList()) {
                    clear(each);
                }
            }
        }
        Files.deleteIfExists(place);
    }

    @Override
    public Optional<byte[]> signature(String packageDigest) {
        return read(signaturePlace(path(packageDigest)));
    }

    private static Optional<byte[]> read(Path place) {
        if (!Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (InputStream in = new FileInputStream(place.toFile())) {
            return Optional.of(in.readNBytes(SIGNATURE_LIMIT));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public Path path(String packageDigest) {
        if (!DIGEST.matcher(packageDigest).matches()) {
            throw new IllegalArgumentException("A package digest is 64 hex digits; found \"" + packageDigest + "\"");
        }
        return folder.resolve(packageDigest.substring(0, 2)).resolve(packageDigest);
    }

    private Path aside(String packageDigest) {
        Path place = path(packageDigest);
        return place.resolveSibling(place.getFileName() + ASIDE);
    }

    @Override
    public boolean setAside(String packageDigest) {
        return move(path(packageDigest), aside(packageDigest), packageDigest);
    }

    @Override
    public void bringBack(String packageDigest) {
        move(aside(packageDigest), path(packageDigest), packageDigest);
    }

    private static boolean move(Path from, Path to, String packageDigest) {
        if (!Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Disk.sync(Objects.requireNonNull(to.getParent()));
            return true;
        } catch (IOException e) {
            throw failure(e, to, "The package " + packageDigest + " is where it was.");
        }
    }

    @Override
    public boolean isIntact(String packageDigest) {
        Path file = path(packageDigest);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (InputStream in = new FileInputStream(file.toFile())) {
            return equal(packageDigest, pass(in, OutputStream.nullOutputStream()));
        } catch (IOException e) {
            // Bytes that cannot be read are not what the name says.
            return false;
        }
    }

    @Override
    public Set<String> digests() {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            Set<String> all = new TreeSet<>();
            files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> STORED.matcher(name).matches())
                    .forEach(name -> all.add(name.substring(0, DIGITS)));
            return all;
        } catch (IOException e) {
            throw failure(e, folder, "Nothing was changed.");
        }
    }

    @Override
    public void delete(String packageDigest) {
        try {
            Files.deleteIfExists(path(packageDigest));
            Files.deleteIfExists(aside(packageDigest));
            Files.deleteIfExists(signaturePlace(path(packageDigest)));
        } catch (IOException e) {
            throw failure(e, folder, "The package " + packageDigest + " is still stored.");
        }
    }

    private void copy(VerifiedPackage verified, Path incoming) throws IOException {
        byte[] found;
        try (InputStream in = new FileInputStream(verified.file().toFile());
                FileOutputStream out = new FileOutputStream(incoming.toFile())) {
            found = pass(in, out);
            out.getFD().sync();
        }
        if (!equal(verified.packageDigest(), found)) {
            String subject = verified.manifest().subject();
            throw new ProblemException(Problem.of(
                            ProblemCode.DIGEST_MISMATCH,
                            subject,
                            subject + " was verified with the digest " + verified.packageDigest()
                                    + "; its file now has " + HexFormat.of().formatHex(found) + ". Nothing was stored.")
                    .operator("repeat the command; if it happens again, another program changes files in the home."));
        }
    }

    private static byte[] pass(InputStream in, OutputStream out) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[64 * 1024];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            digest.update(buffer, 0, read);
            out.write(buffer, 0, read);
        }
        return digest.digest();
    }

    /** Compares in constant time (TRUST-14). */
    private static boolean equal(String expected, byte[] found) {
        return MessageDigest.isEqual(HexFormat.of().parseHex(expected), found);
    }

    private static void closeToWriters(Path file) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        }
    }

    private static ProblemException failure(IOException e, Path folder, String undone) {
        return DiskProblems.isDiskFull(e, folder)
                ? DiskProblems.diskFull(folder, undone)
                : DiskProblems.folderUnwritable(folder, "the disk answered \"" + e.getMessage() + "\"", undone);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
