/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A file with a secret, for its owner only. */
final class SecretFile {
    private SecretFile() {}

    static void write(Path file, String secret) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, secret);
    }
}
