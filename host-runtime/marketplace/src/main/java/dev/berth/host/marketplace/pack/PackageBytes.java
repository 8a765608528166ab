/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.pack;

import dev.berth.sdk.problem.Blame;
import dev.berth.sdk.problem.ProblemCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Reads a file once, whole, through one channel (TRUST-148), and not a byte beyond the limit (TRUST-101). */
final class PackageBytes {
    private PackageBytes() {}

    static byte[] read(Path file, long limit) throws RefusedException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                throw refused("is a folder; a package is a JAR, or a .tgz as npm packs it.");
            }
            if (!attributes.isRegularFile()) {
                throw refused("is a device or a pipe; a package is a regular file.");
            }
            try (SeekableByteChannel channel = Files.newByteChannel(file)) {
                return read(channel, limit);
            }
        } catch (NoSuchFileException missing) {
            throw new RefusedException(ProblemCode.FILE_NOT_FOUND, "is not there.");
        } catch (AccessDeniedException denied) {
            throw refused("may not be read by the user that this process runs as.");
        } catch (IOException unreadable) {
            throw refused("could not be read: " + unreadable.getMessage() + ".");
        }
    }

    private static byte[] read(SeekableByteChannel channel, long limit) throws IOException, RefusedException {
        long size = channel.size();
        if (size > limit) {
            throw new RefusedException(
                    ProblemCode.ARCHIVE_TOO_LARGE,
                    "has " + Limits.shown(size) + "; a package may have " + Limits.shown(limit) + ".");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) size);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // until it is full or the file ends
        }
        if (bytes.hasRemaining() || channel.read(ByteBuffer.allocate(1)) >= 0) {
            throw refused("changed while it was read; try again when nothing writes to it.");
        }
        return bytes.array();
    }

    private static RefusedException refused(String found) {
        return new RefusedException(ProblemCode.ARCHIVE_UNREADABLE, Blame.OPERATOR, found);
    }
}
