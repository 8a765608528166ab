/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.pack;

import dev.berth.manifest.PackageEntries;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A package whose container is sound: its files, over bytes that nobody else can change. Immutable. */
public final class OpenPackage implements PackageEntries {
    private final String name;
    private final Form form;
    private final byte[] delivered;
    private final byte[] bytes;
    private final Contents contents;
    private final TreeMap<String, PackedFile> files = new TreeMap<>();

    /**
     * Makes one.
     *
     * @param delivered the file that came
     * @param bytes the package: the same, or the JAR in a carrier
     */
    OpenPackage(String name, Form form, byte[] delivered, byte[] bytes, Contents contents) {
        this.name = name;
        this.form = form;
        this.delivered = delivered;
        this.bytes = bytes;
        this.contents = contents;
        contents.files().forEach(file -> files.put(file.path(), file));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Form form() {
        return form;
    }

    @Override
    public Set<String> paths() {
        return Collections.unmodifiableSet(files.keySet());
    }

    /** Returns all regular files, by path. */
    public List<PackedFile> files() {
        return List.copyOf(files.values());
    }

    /** Returns the bytes of the package file; of a carrier, those of the JAR in it (MAN-10). */
    public InputStream bytes() {
        return new ByteArrayInputStream(bytes);
    }

    /** Returns the bytes of the file that came. */
    public InputStream delivered() {
        return new ByteArrayInputStream(delivered);
    }

    /** Returns how many bytes the package file has. */
    public int size() {
        return bytes.length;
    }

    /**
     * Produces the content of a file.
     *
     * @throws DamagedPackageException if the package was only looked through ({@link PackageReader#lookThrough}) and its bytes
     *     are not what was verified earlier
     */
    @Override
    public Optional<byte[]> read(String path) {
        if (!files.containsKey(path)) {
            return Optional.empty();
        }
        try {
            return Optional.of(contents.read(path));
        } catch (RefusedException notVerified) {
            throw new DamagedPackageException(notVerified);
        }
    }
}
