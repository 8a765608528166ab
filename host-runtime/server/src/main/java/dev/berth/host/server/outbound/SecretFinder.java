/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.outbound;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds the secrets that a file of the operator refers to and never contains: {@code {"env": "NAME"}} or {@code {"file": "path"}}.
 *
 * @param home what relative paths are relative to
 */
public record SecretFinder(Path home, Function<String, Optional<String>> environment) {
    private static final int LARGEST = 64 * 1024;
    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);
    private static final String NEEDED =
            "{\"env\": \"NAME\"} or {\"file\": \"PATH\"} of a secret that is there and not empty, in a file"
                    + " that only this user may read";

    /** Returns a secret that must be there; a fault and an empty one if it is not. */
    public Secret required(Section section, String member) {
        section.require(member, NEEDED);
        return optional(section, member).orElse(new Secret(""));
    }

    /** Returns a secret if the member is there. */
    public Optional<Secret> optional(Section section, String member) {
        return section.section(member).flatMap(source -> {
            source.only(Set.of("env", "file"));
            Optional<String> variable = source.optional("env", NEEDED);
            Optional<String> path = source.optional("file", NEEDED);
            Optional<String> value = variable.flatMap(environment).or(() -> path.flatMap(this::read));
            Optional<String> found = value.map(String::strip).filter(text -> !text.isEmpty());
            if (found.isEmpty() || variable.isPresent() == path.isPresent()) {
                section.fault(member, NEEDED, what(variable, path));
            }
            return found.map(Secret::new);
        });
    }

    private static String what(Optional<String> variable, Optional<String> path) {
        if (variable.isPresent() == path.isPresent()) {
            return variable.isPresent() ? "both" : "neither";
        }
        return variable.map(name -> "no such variable, or an empty one")
                .orElse("no such file, or one that is empty, cannot be read, or can be read by others");
    }

    private Optional<String> read(String path) {
        try {
            Path file = home.resolve(path);
            return Files.size(file) <= LARGEST && isOwn(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Where files have no such permissions, folders keep others out. */
    private static boolean isOwn(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return view == null || Collections.disjoint(view.readAttributes().permissions(), OTHERS);
    }
}
