/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import dev.berth.host.extension.Origin;

/**
 * An origin as two columns.
 *
 * @param type the simple name of its record
 * @param name what it names
 */
record OriginColumns(String type, String name) {
    static OriginColumns of(Origin origin) {
        String name = switch (origin) {
            case Origin.File file -> file.name();
            case Origin.Bundled bundled -> bundled.name() + " " + bundled.version();
            case Origin.Sample sample -> sample.name();
        };
        return new OriginColumns(origin.getClass().getSimpleName(), name);
    }

    /** Returns the origin; one that this host does not know is an {@link IllegalArgumentException}. */
    Origin origin() {
        return switch (type) {
            case "File" -> new Origin.File(name);
            case "Bundled" -> bundled();
            case "Sample" -> new Origin.Sample(name);
            default ->
                throw new IllegalArgumentException("it came from \"" + type + "\", which this host does not know");
        };
    }

    /** The version has no blank, the name of a file may have. */
    private Origin bundled() {
        int blank = name.lastIndexOf(' ');
        return new Origin.Bundled(name.substring(0, Math.max(0, blank)), name.substring(blank + 1));
    }
}
