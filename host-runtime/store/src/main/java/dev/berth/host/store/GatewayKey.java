/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import dev.berth.host.port.nango.Sealer;
import dev.berth.host.store.disk.Disk;
import dev.berth.host.store.disk.DiskProblems;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals with AES-256-GCM, a random nonce and the place as associated data (PORT-66), under a key in a file of the home that is its
 * user's alone. The key is made at the first use, and never in place of one that is there and unfit.
 */
final class GatewayKey implements Sealer {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    private final Path file;
    private final SecureRandom random = new SecureRandom();
    private @Nullable SecretKeySpec key;

    GatewayKey(Path file) {
        this.file = file;
    }

    @Override
    public String seal(String place, String text) {
        byte[] nonce = random(NONCE_BYTES);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, place).doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] both = Arrays.copyOf(nonce, nonce.length + sealed.length);
            System.arraycopy(sealed, 0, both, nonce.length, sealed.length);
            return Base64.getEncoder().encodeToString(both);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK encrypts with AES-GCM", e);
        }
    }

    @Override
    public String open(String place, String sealed) {
        try {
            byte[] both = Base64.getDecoder().decode(sealed);
            if (both.length > NONCE_BYTES) {
                Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(both, NONCE_BYTES), place);
                return new String(cipher.doFinal(both, NONCE_BYTES, both.length - NONCE_BYTES), StandardCharsets.UTF_8);
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Another key, another place, or a changed byte: which of them, nobody can tell.
        }
        throw new ProblemException(Problem.of(
                        ProblemCode.STORE_CORRUPT,
                        place,
                        place + " needs the key and the place it was sealed with; found another, or other bytes. It was"
                                + " not read; nothing was changed.")
                .operator("bring " + file + " back from a backup, or let the user connect again"));
    }

    private Cipher cipher(int mode, byte[] nonce, String place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private synchronized SecretKeySpec key() {
        SecretKeySpec known = key;
        if (known == null) {
            try {
                known = new SecretKeySpec(Files.exists(file) ? read() : make(), "AES");
            } catch (IOException e) {
                throw DiskProblems.homeUnwritable(file, e.toString());
            }
            key = known;
        }
        return known;
    }

    private byte[] read() throws IOException {
        boolean posix = Files.getFileStore(file).supportsFileAttributeView(PosixFileAttributeView.class);
        if (posix && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
            throw unfit(
                    ProblemCode.FILE_EXPOSED,
                    "to be readable for its user alone",
                    "the mode " + PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length != KEY_BYTES) {
            throw unfit(ProblemCode.STORE_CORRUPT, "to have " + KEY_BYTES + " bytes", bytes.length + " bytes");
        }
        return bytes;
    }

    private ProblemException unfit(ProblemCode code, String needed, String found) {
        return new ProblemException(Problem.of(
                        code,
                        file.toString(),
                        file + " needs " + needed + "; found " + found + ". No connection was read or made.")
                .operator("chmod 600 " + file + ", or bring it back from a backup"));
    }

    /** Whole on the disk before it has its name. */
    private byte[] make() throws IOException {
        byte[] bytes = random(KEY_BYTES);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        if (Files.getFileStore(file.toAbsolutePath().getParent())
                .supportsFileAttributeView(PosixFileAttributeView.class)) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(OWNER));
        }
        Files.write(fresh, bytes, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        Disk.sync(fresh);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        Disk.sync(file.toAbsolutePath().getParent());
        return bytes;
    }

    private byte[] random(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }
}
