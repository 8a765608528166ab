/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix.guard;

import dev.berth.host.permission.Demand;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes temporary files in the extension's own folder, where code names none. */
final class Temporary {
    private Temporary() {}

    static @Nullable Object run(Call call, @Nullable Object[] arguments) throws Throwable {
        List<Path> named = Paths.of(call, arguments);
        if (!named.isEmpty()) {
            named.forEach(folder -> call.site().demand(new Demand.WriteFile(folder)));
            return call.proceed(arguments);
        }
        Path folder = call.site().authority().temporaryFolder();
        return switch (call.name()) {
            case "createTempDirectory" -> Files.createTempDirectory(folder, text(arguments[0]), attributes(arguments));
            default ->
                call.owner() == File.class
                        ? File.createTempFile(text(arguments[0]), text(arguments[1]), folder.toFile())
                        : Files.createTempFile(folder, text(arguments[0]), text(arguments[1]), attributes(arguments));
        };
    }

    private static @Nullable String text(@Nullable Object argument) {
        return (String) argument;
    }

    private static FileAttribute<?>[] attributes(@Nullable Object[] arguments) {
        return arguments[arguments.length - 1] instanceof FileAttribute<?>[] given
                ? Arrays.copyOf(given, given.length)
                : new FileAttribute<?>[0];
    }
}
