/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.permission;

import dev.berth.sdk.value.ExtensionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder for temporary files of one revision: made when it is first asked for, deleted with all in it when the revision has left. */
final class PrivateFolder {
    private static final Logger LOG = LoggerFactory.getLogger(PrivateFolder.class);

    private final Path parent;
    private final ExtensionId owner;
    private @Nullable Path folder;
    private boolean gone;

    /** @param parent where it is made; made itself if it is not there */
    PrivateFolder(Path parent, ExtensionId owner) {
        this.parent = parent;
        this.owner = owner;
    }

    /** Returns it, and makes it if need be; nothing once it was deleted. */
    synchronized Optional<Path> path() {
        if (gone || folder != null) {
            return made();
        }
        try {
            Files.createDirectories(parent);
            // The JDK makes it for this user alone.
            folder = Files.createTempDirectory(parent, owner.scope() + "-" + owner.name() + "-")
                    .toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return made();
    }

    /** Returns it if it was made; nothing leads into one that was not. */
    synchronized Optional<Path> made() {
        return Optional.ofNullable(folder);
    }

    synchronized void delete() {
        gone = true;
        Path made = folder;
        folder = null;
        if (made != null) {
            empty(made);
        }
    }

    /** Deletes a folder with all in it, and follows no link out of it. */
    static void empty(Path root) {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                        throws IOException {
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            LOG.warn("Temporary files in {} could not be deleted; the next start deletes them: {}", root, e.toString());
        }
    }
}
