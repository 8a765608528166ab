/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.permission;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Where a path leads when links and dots are followed, also one whose end is not there yet. */
final class RealPath {
    private RealPath() {}

    /**
     * Follows a path as far as something is there, and adds the names that follow.
     *
     * @return nothing if nobody can tell: another file system, a link to what is not there, dots after what is not there
     */
    static Optional<Path> of(Path path) {
        if (!path.getFileSystem().equals(FileSystems.getDefault())) {
            return Optional.empty();
        }
        Deque<Path> rest = new ArrayDeque<>();
        for (Path there = path.toAbsolutePath(); there != null; there = there.getParent()) {
            try {
                Path real = there.toRealPath();
                for (Path name : rest) {
                    real = real.resolve(name);
                }
                return Optional.of(real);
            } catch (IOException e) {
                Path name = there.getFileName();
                boolean odd = name == null
                        || name.toString().equals("..")
                        || name.toString().equals(".")
                        || Files.exists(there, LinkOption.NOFOLLOW_LINKS);
                if (odd) {
                    return Optional.empty();
                }
                rest.push(name);
            }
        }
        return Optional.empty();
    }
}
