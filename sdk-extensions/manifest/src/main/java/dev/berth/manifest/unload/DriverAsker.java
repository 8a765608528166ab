/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.unload;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;

/** Names the drivers of a loader, and takes them out if asked to. Uses the JDK alone: it is defined below that loader. */
public final class DriverAsker implements BiFunction<ClassLoader, Boolean, List<String>> {
    @Override
    public List<String> apply(ClassLoader loader, Boolean remove) {
        List<String> names = new ArrayList<>();
        for (Driver driver : Collections.list(DriverManager.getDrivers())) {
            if (loader.equals(driver.getClass().getClassLoader()) && (!remove || removed(driver))) {
                names.add(driver.getClass().getName());
            }
        }
        return names;
    }

    private static boolean removed(Driver driver) {
        try {
            DriverManager.deregisterDriver(driver);
            return true;
        } catch (SQLException | SecurityException stays) {
            return false;
        }
    }
}
