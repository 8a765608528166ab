/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix.guard;

import java.io.File;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the files that a call is given. */
final class Paths {
    private static final String FILE = "file";

    private Paths() {}

    static List<Path> of(Call call, @Nullable Object[] arguments) {
        Stream<Path> named = call.isConstructor() && arguments.length > 0 && arguments[0] instanceof String name
                ? Stream.of(Path.of(name))
                : Stream.empty();
        return Stream.concat(named, Arrays.stream(arguments).flatMap(Paths::of)).toList();
    }

    private static Stream<Path> of(@Nullable Object argument) {
        return switch (argument) {
            case File file -> Stream.of(file.toPath());
            case Path path when isOnDisk(path) -> Stream.of(path);
            case URI uri
            when FILE.equalsIgnoreCase(uri.getScheme()) && uri.getPath() != null -> Stream.of(Path.of(uri.getPath()));
            case URI uri when "jar".equalsIgnoreCase(uri.getScheme()) -> of(nested(uri));
            case null, default -> Stream.empty();
        };
    }

    private static URI nested(URI jar) {
        String text = jar.getRawSchemeSpecificPart();
        int end = text.indexOf("!/");
        return URI.create(end < 0 ? text : text.substring(0, end));
    }

    /**
     * Leaves out the JDK's own modules, and what lies in an archive that was opened before. A path of a class of somebody else leads
     * to that class: no file system of the JDK takes it.
     */
    private static boolean isOnDisk(Path path) {
        return Ground.isPlatform(path.getClass()) && path.getFileSystem().equals(FileSystems.getDefault());
    }
}
