/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.unload;

import java.lang.ref.WeakReference;
import java.util.Optional;

/** Marks a class loader so that it is found again in a heap dump, without holding it. */
final class HeapTarget extends WeakReference<ClassLoader> {
    /** The name of the field in which the JDK keeps what is referred to. */
    static final String REFERENT = "referent";

    private HeapTarget(ClassLoader loader) {
        super(loader);
    }

    /** Marks what is not collected yet. Nothing on the stack of the caller refers to it when this returns. */
    static HeapTarget of(WeakReference<? extends ClassLoader> loader) {
        return Optional.<ClassLoader>ofNullable(loader.get())
                .map(HeapTarget::new)
                .orElseGet(HeapTarget::collected);
    }

    private static HeapTarget collected() {
        HeapTarget mark = new HeapTarget(ClassLoader.getPlatformClassLoader());
        mark.clear();
        return mark;
    }
}
