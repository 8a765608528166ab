/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix;

import dev.berth.host.felix.weave.Weaver;
import dev.berth.host.felix.weave.Woven;
import dev.berth.sdk.value.ExtensionId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.osgi.framework.connect.ConnectContent;
import org.osgi.framework.connect.ConnectModule;

/**
 * A package file as the framework sees it, read in place: the framework copies nothing and never learns the path (ENG-10,
 * TRUST-130). The file is opened once and stays open until the bundle is gone, so that what was checked is what is loaded.
 */
final class PackageContent implements ConnectModule, ConnectContent {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String CLASS = ".class";
    private static final byte[] NOTHING = {};

    private final ZipFile zip;
    private final Map<String, String> headers;
    private final boolean hasVariants;

    /**
     * Class files that were looked through and stay as they are, so that nobody looks again when they are loaded, which is once; the
     * file does not change while it is open.
     */
    private final Set<String> plain = ConcurrentHashMap.newKeySet(1);

    private PackageContent(ZipFile zip, Attributes attributes, ExtensionId id) {
        this.zip = zip;
        this.headers = BundleHeaders.of(attributes, id);
        this.hasVariants = Boolean.parseBoolean(attributes.getValue(Attributes.Name.MULTI_RELEASE));
    }

    /**
     * Opens a file; empty if it is a JAR, but no bundle.
     *
     * @throws IOException if it cannot be read as a JAR
     */
    static Optional<PackageContent> open(Path file, ExtensionId id) throws IOException {
        ZipFile zip = new ZipFile(file.toFile());
        boolean kept = false;
        try {
            Attributes attributes = attributes(zip);
            kept = BundleHeaders.arePresent(attributes);
            return kept ? Optional.of(new PackageContent(zip, attributes, id)) : Optional.empty();
        } finally {
            if (!kept) {
                zip.close();
            }
        }
    }

    private static Attributes attributes(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(MANIFEST);
        if (entry == null) {
            return new Attributes();
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return new Manifest(in).getMainAttributes();
        }
    }

    /** Returns the paths of all class files, variants too. */
    Stream<String> classes() {
        return zip.stream().map(ZipEntry::getName).filter(name -> name.endsWith(CLASS));
    }

    /** Weaves a class file. */
    Woven weave(String path) {
        return new Entry(zip.getEntry(path)).weave();
    }

    @Override
    public ConnectContent getContent() {
        return this;
    }

    @Override
    public Optional<Map<String, String>> getHeaders() {
        return Optional.of(headers);
    }

    @Override
    public Iterable<String> getEntries() {
        return () -> zip.stream().map(ZipEntry::getName).iterator();
    }

    @Override
    public Optional<ConnectEntry> getEntry(String path) {
        try {
            return Optional.ofNullable(zip.getEntry(path)).map(Entry::new);
        } catch (IllegalStateException closed) {
            // Code that runs on after its bundle was removed finds no more classes.
            return Optional.empty();
        }
    }

    /** Lets the framework make the class loader. */
    @Override
    public Optional<ClassLoader> getClassLoader() {
        return Optional.empty();
    }

    /** Does nothing: it was opened before the framework heard of it. */
    @Override
    public void open() {}

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private final class Entry implements ConnectEntry {
        private final ZipEntry entry;

        Entry(ZipEntry entry) {
            this.entry = entry;
        }

        @Override
        public String getName() {
            return entry.getName();
        }

        @Override
        public long getContentLength() {
            return entry.getSize();
        }

        @Override
        public long getLastModified() {
            return entry.getTime();
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return zip.getInputStream(entry);
        }

        /**
         * Of a class, what is to be loaded in its place; who reads it as a resource gets the file. Of the manifest nothing, unless it
         * says that there are variants for later versions of Java: that is all that Felix asks it for, once a bundle, with a buffer
         * of 64 KB a thread.
         */
        @Override
        public byte[] getBytes() {
            if (getName().equals(MANIFEST) && !hasVariants) {
                return NOTHING;
            }
            byte[] bytes = read();
            if (!getName().endsWith(CLASS) || plain.remove(getName())) {
                return bytes;
            }
            return switch (Weaver.weave(bytes)) {
                case Woven.Unchanged() -> bytes;
                case Woven.Rewritten(byte[] woven) -> woven;
                case Woven.Refused refused ->
                    throw new SecurityException(getName() + " needs " + refused.needs() + "; found " + refused.found()
                            + ". It was not loaded.");
            };
        }

        Woven weave() {
            Woven woven = Weaver.weave(read());
            if (woven instanceof Woven.Unchanged) {
                plain.add(getName());
            }
            return woven;
        }

        private byte[] read() {
            try (InputStream in = getInputStream()) {
                return in.readAllBytes();
            } catch (IOException unreadable) {
                // Felix prints an IOException to the standard error and goes on with a null.
                throw new UncheckedIOException(unreadable);
            }
        }
    }
}
