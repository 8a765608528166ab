/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix;

import java.io.File;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleException;
import org.osgi.framework.connect.ConnectModule;
import org.osgi.framework.connect.ModuleConnector;

/** Gives the framework the content of the locations that the engine offers, and of no other (TRUST-131). */
final class PackageConnector implements ModuleConnector {
    private final Map<String, ConnectModule> offered = new HashMap<>();

    /** Offers content while a bundle is installed from it. */
    void offer(String location, PackageContent content) {
        offered.put(location, content);
    }

    void withdraw(String location) {
        offered.remove(location);
    }

    @Override
    public void initialize(File storage, Map<String, String> configuration) {}

    @Override
    public Optional<ConnectModule> connect(String location) throws BundleException {
        ConnectModule content = offered.get(location);
        if (content == null) {
            // An empty answer would make Felix read the location as a URL.
            throw new BundleException("Nothing is offered at " + location, BundleException.READ_ERROR);
        }
        return Optional.of(content);
    }

    @Override
    public Optional<BundleActivator> newBundleActivator() {
        return Optional.empty();
    }
}
