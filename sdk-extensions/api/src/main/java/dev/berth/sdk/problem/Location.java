/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.problem;

import java.util.Optional;

/**
 * A place in a file of a package (GATE-166).
 *
 * @param path the file, relative, with {@code /}
 * @param line the line from 1, or 0 where only the file is known
 * @param column the column from 1, in UTF-16 units, or 0 where only the line is known
 * @param field the field's name or path, where one is meant
 */
public record Location(String path, int line, int column, Optional<String> field) {
    /** Names a whole file. */
    public static Location of(String path) {
        return new Location(path, 0, 0, Optional.empty());
    }

    /** Names a place in a file. */
    public static Location of(String path, int line, int column) {
        return new Location(path, line, column, Optional.empty());
    }

    /** Returns this place with the name of the field that is meant. */
    public Location field(String name) {
        return new Location(path, line, column, Optional.of(name));
    }

    /** Returns {@code path:line:col "field"}. */
    @Override
    public String toString() {
        return path
                + (line > 0 ? ":" + line : "")
                + (column > 0 ? ":" + column : "")
                + field.map(name -> " \"" + name + "\"").orElse("");
    }
}
