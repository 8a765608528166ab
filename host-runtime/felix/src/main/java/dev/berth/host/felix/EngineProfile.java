/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.felix.framework.Logger;
import org.apache.felix.framework.cache.BundleCache;
import org.apache.felix.framework.util.FelixConstants;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;

/** How Felix is set up; a test holds every line of it (ENG-1 to ENG-7, ENG-14). */
final class EngineProfile {
    private EngineProfile() {}

    /** The profile with a cache that keeps nothing (ENG-5, ENG-10). */
    static Map<String, Object> withoutCache(Path folder, Collection<SharedPackage> shared, Logger logger)
            throws BundleException {
        Map<String, Object> profile = of(folder, shared, logger);
        Map<String, Object> whole = new HashMap<>(profile);
        whole.put(FelixConstants.FRAMEWORK_BUNDLECACHE_IMPL, NoCache.of(logger, profile));
        return whole;
    }

    static Map<String, Object> of(Path cache, Collection<SharedPackage> shared, Logger logger) {
        return Map.ofEntries(
                // ENG-1: nothing but java.* comes from a loader above
                Map.entry(Constants.FRAMEWORK_BOOTDELEGATION, ""),
                // ENG-2: and Felix does not guess from the stack that a class should
                Map.entry(FelixConstants.IMPLICIT_BOOT_DELEGATION_PROP, "false"),
                // ENG-3
                Map.entry(Constants.FRAMEWORK_SYSTEMPACKAGES, SystemPackages.property(shared)),
                // ENG-4
                Map.entry(Constants.FRAMEWORK_BUNDLE_PARENT, Constants.FRAMEWORK_BUNDLE_PARENT_BOOT),
                // ENG-5: nothing that an earlier process left is believed
                Map.entry(Constants.FRAMEWORK_STORAGE, cache.toString()),
                Map.entry(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT),
                // ... and with the wipe Felix deletes the lock that it has just taken; the host locks its home instead
                Map.entry(BundleCache.CACHE_LOCKING_PROP, "false"),
                // ENG-6: else the JVM's one URL handler factory is taken for good
                Map.entry(FelixConstants.SERVICE_URLHANDLERS_PROP, "false"),
                // ENG-7: at debug level Felix explains every class it does not find, at a price
                Map.entry(FelixConstants.LOG_LOGGER_PROP, logger),
                Map.entry(FelixConstants.LOG_LEVEL_PROP, Integer.toString(Logger.LOG_WARNING)),
                // ENG-14: threads cost the resolver more than they save
                Map.entry(FelixConstants.RESOLVER_PARALLELISM, "1"),
                // ENG-30: old and new revision of an extension are beside each other during a hot update
                Map.entry(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE));
    }
}
