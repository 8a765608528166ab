/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.unload;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanRegistrationException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Beans that were registered with the platform's MBean server. */
final class BeanDetector implements Detector {
    private static final String FIX = "take it out in destroy: MBeanServer.unregisterMBean.";

    @Override
    public List<Pin> find(ClassLoader loader) {
        return names(loader).stream().map(BeanDetector::pin).toList();
    }

    @Override
    public List<Pin> clean(ClassLoader loader) {
        return names(loader).stream()
                .filter(BeanDetector::unregister)
                .map(BeanDetector::pin)
                .toList();
    }

    private static Pin pin(ObjectName name) {
        return new Pin("mbean", "the MBean " + name + " is registered", FIX);
    }

    @SuppressWarnings("ReferenceEquality") // a loader may say that it equals another
    private static List<ObjectName> names(ClassLoader loader) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        List<ObjectName> found = new ArrayList<>();
        for (ObjectName name : server.queryNames(null, null)) {
            if (loaderOf(server, name).equals(Optional.of(loader))) {
                found.add(name);
            }
        }
        found.sort(null);
        return found;
    }

    private static Optional<ClassLoader> loaderOf(MBeanServer server, ObjectName name) {
        try {
            return Optional.ofNullable(server.getClassLoaderFor(name));
        } catch (InstanceNotFoundException gone) {
            return Optional.empty();
        }
    }

    private static boolean unregister(ObjectName name) {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
            return true;
        } catch (InstanceNotFoundException | MBeanRegistrationException stays) {
            return false;
        }
    }
}
