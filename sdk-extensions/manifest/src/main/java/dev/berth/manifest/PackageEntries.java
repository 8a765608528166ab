/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest;

import java.util.Optional;
import java.util.Set;

/** A read-only view of the files of a package: paths relative to its root, with {@code /}. */
public interface PackageEntries {
    /** Returns the paths of all regular files. */
    Set<String> paths();

    /** Returns the content of a file, or empty if there is none of this path. */
    Optional<byte[]> read(String path);

    /** Returns how people know the package as long as its manifest does not say who it is: the name of its file or folder. */
    default String name() {
        return "The package";
    }

    /** Tells what form the package has. */
    Form form();

    /** Returns the content digest, {@code sha256:<64 hex>}, where it is known; MAN-39 compares it. */
    default Optional<String> contentDigest() {
        return Optional.empty();
    }

    /** Returns the files of a package that cannot be read: none. */
    static PackageEntries none(Form form) {
        return new NoEntries(form);
    }

    /** The forms of a package. */
    enum Form {
        JAR,
        TGZ,
        FOLDER
    }
}
