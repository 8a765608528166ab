/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.unload;

import java.util.List;

/** Looks in one place of the JVM for what holds a class loader. */
interface Detector {
    /** Returns what it finds. */
    List<Pin> find(ClassLoader loader);

    /** Takes away what nobody can miss, since only code that is gone could use it; returns what that was. */
    default List<Pin> clean(ClassLoader loader) {
        return List.of();
    }

    /** Tells whether the class of an object is one of this loader. */
    static boolean isOf(ClassLoader loader, Object object) {
        return loader.equals(object.getClass().getClassLoader());
    }
}
