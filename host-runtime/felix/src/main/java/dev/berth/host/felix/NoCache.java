/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.felix.framework.Logger;
import org.apache.felix.framework.cache.BundleArchive;
import org.apache.felix.framework.cache.BundleCache;
import org.apache.felix.framework.util.WeakZipFileFactory;
import org.osgi.framework.BundleException;
import org.osgi.framework.connect.ModuleConnector;

/**
 * Felix's cache, with nothing in it: bundles are read in place from the content store and installed anew at each start, so what Felix
 * would write of each is never read (ENG-5, ENG-10). All share one folder, where what Felix writes all the same goes nowhere. Nothing is
 * ever unpacked there: bundles with native code or a class path of their own are refused, and none is refreshed.
 */
final class NoCache extends BundleCache {
    private static final Path NOWHERE = Path.of("/dev/null");

    private final Logger logger;
    private final Map<String, Object> profile;
    private final WeakZipFileFactory noArchives = new WeakZipFileFactory(0);
    private final File all;

    private NoCache(Logger logger, Map<String, Object> profile) throws Exception {
        super(logger, profile);
        this.logger = logger;
        this.profile = profile;
        this.all = new File(getCacheDir(), "all");
    }

    /** Makes the folder that the profile names, if it is absent. */
    static NoCache of(Logger logger, Map<String, Object> profile) throws BundleException {
        try {
            return new NoCache(logger, profile);
        } catch (Exception e) {
            throw new BundleException("The folder for Felix cannot be made", e);
        }
    }

    /** Wipes what others left; Felix asks for it when it starts. */
    @Override
    public synchronized void delete() throws Exception {
        super.delete();
        Path revision = Files.createDirectories(all.toPath().resolve("version0.0"));
        if (Files.exists(NOWHERE)) {
            link(revision.resolveSibling("bundle.info"));
            link(revision.resolve("revision.location"));
        }
    }

    private static void link(Path file) {
        try {
            Files.createSymbolicLink(file, NOWHERE);
        } catch (IOException | UnsupportedOperationException e) {
            // There are file systems without links; then Felix writes the same small file again and again.
        }
    }

    @Override
    public BundleArchive[] getArchives(ModuleConnector connector) {
        return new BundleArchive[0];
    }

    @Override
    public BundleArchive create(long id, int level, String location, InputStream content, ModuleConnector connector)
            throws Exception {
        return new Archive(id, level, location, content, connector);
    }

    /** Felix keeps the number of the next bundle there. */
    @Override
    public File getSystemBundleDataFile(String name) throws IOException {
        return Files.exists(NOWHERE) ? NOWHERE.toFile() : new File(all, name);
    }

    private final class Archive extends BundleArchive {
        Archive(long id, int level, String location, InputStream content, ModuleConnector connector) throws Exception {
            super(logger, profile, noArchives, connector, all, id, level, location, content);
        }

        /** The folder is that of the others too. */
        @Override
        public synchronized void closeAndDelete() {
            close();
        }
    }
}
