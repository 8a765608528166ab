/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust.sign;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.util.ScryptConfig;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfoBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * A private key in a file that only its owner may read, as PKCS#8, encrypted with AES-256 under a passphrase that scrypt stretches
 * (TRUST-64). Other tools that know PKCS#8 read it too.
 */
public final class KeyFile {
    private static final String TYPE = "ENCRYPTED PRIVATE KEY";
    private static final long LIMIT = 16 * 1024L;

    /** 32 MiB of memory and a tenth of a second for every guess. */
    private static final ScryptConfig STRETCH =
            new ScryptConfig.Builder(1 << 15, 8, 1).withSaltLength(16).build();

    private final Path file;

    /** Names a file, which need not be there. */
    public KeyFile(Path file) {
        this.file = file;
    }

    /**
     * Writes a key to a new file.
     *
     * @throws ProblemException {@code usage-invalid} if there is a file of this name, or the passphrase is empty
     */
    public void write(SigningKey key, char[] passphrase) {
        if (passphrase.length == 0) {
            throw problem("a passphrase; found an empty one. It was not written");
        }
        String pem = pem(key, passphrase);
        Set<StandardOpenOption> anew = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (SeekableByteChannel out = Files.newByteChannel(file, anew, ownerOnly())) {
            Channels.newOutputStream(out).write(pem.getBytes(StandardCharsets.US_ASCII));
        } catch (FileAlreadyExistsException e) {
            throw problem("a name that is free; found a file of this name. Nothing was written");
        } catch (IOException e) {
            throw problem("a folder that can be written; found: " + e.getMessage() + ". Nothing was written");
        }
    }

    /**
     * Reads the key.
     *
     * @throws ProblemException {@code file-not-found}, or {@code usage-invalid} if it is no such file, others may read it, or the
     *     passphrase is not its own
     */
    public SigningKey read(char[] passphrase) {
        try (PemReader reader = new PemReader(new StringReader(text()))) {
            PemObject pem = reader.readPemObject();
            if (pem == null || !pem.getType().equals(TYPE)) {
                throw problem("\"-----BEGIN " + TYPE + "-----\"; found something else. Nothing was signed");
            }
            PrivateKeyInfo info = new PKCS8EncryptedPrivateKeyInfo(pem.getContent())
                    .decryptPrivateKeyInfo(new JcePKCSPBEInputDecryptorProviderBuilder()
                            .setProvider(new BouncyCastleProvider())
                            .build(passphrase));
            if (!info.getPrivateKeyAlgorithm().getAlgorithm().equals(EdECObjectIdentifiers.id_Ed25519)) {
                throw problem("an Ed25519 key; found one of another algorithm. Nothing was signed");
            }
            return SigningKey.of(
                    ASN1OctetString.getInstance(info.parsePrivateKey()).getOctets());
        } catch (PKCSException e) {
            throw problem("its own passphrase; found another one, or damaged bytes. Nothing was signed");
        } catch (IOException | IllegalArgumentException e) {
            throw problem("a whole key; found damaged bytes. Nothing was signed");
        }
    }

    private String text() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new ProblemException(Problem.of(
                            ProblemCode.FILE_NOT_FOUND,
                            file.toString(),
                            "The key file " + file + " needs to be there; found none. Nothing was signed.")
                    .author("make a key: berth keys gen NAME"));
        }
        if (Files.size(file) > LIMIT) {
            throw problem("less than 16 KB; found " + Files.size(file) + " bytes. Nothing was signed");
        }
        if (isPosix() && isOpen(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS))) {
            throw problem("to be closed to others; found that they may read it. Nothing was signed");
        }
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private static boolean isOpen(Set<PosixFilePermission> permissions) {
        return !EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE)
                .containsAll(permissions);
    }

    private String pem(SigningKey key, char[] passphrase) {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            PrivateKeyInfo info = new PrivateKeyInfo(
                    new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519), new DEROctetString(key.seed()));
            byte[] encrypted = new PKCS8EncryptedPrivateKeyInfoBuilder(info)
                    .build(new JcePKCSPBEOutputEncryptorBuilder(STRETCH, NISTObjectIdentifiers.id_aes256_CBC)
                            .setProvider(new BouncyCastleProvider())
                            .build(passphrase))
                    .getEncoded();
            writer.writeObject(new PemObject(TYPE, encrypted));
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("Bouncy Castle has AES and scrypt", e);
        }
        return text.toString();
    }

    private FileAttribute<?>[] ownerOnly() {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private boolean isPosix() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private ProblemException problem(String needsAndFound) {
        return new ProblemException(Problem.of(
                        ProblemCode.USAGE_INVALID,
                        file.toString(),
                        "The key file " + file + " needs " + needsAndFound + ".")
                .operator("see your keys: berth keys list; a file that others may read is closed by: chmod 600 FILE"));
    }
}
