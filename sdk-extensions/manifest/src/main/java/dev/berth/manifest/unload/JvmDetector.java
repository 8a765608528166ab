/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.unload;

import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;

/** What belongs to the whole JVM: security providers and the default handler of uncaught exceptions. */
final class JvmDetector implements Detector {
    @Override
    public List<Pin> find(ClassLoader loader) {
        List<Pin> found = new ArrayList<>();
        for (Provider provider : Security.getProviders()) {
            if (Detector.isOf(loader, provider)) {
                found.add(new Pin(
                        "security-provider",
                        "the security provider \"" + provider.getName() + "\" is a "
                                + provider.getClass().getName(),
                        "take it out in destroy: Security.removeProvider(\"" + provider.getName() + "\")."));
            }
        }
        Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
        if (handler != null && Detector.isOf(loader, handler)) {
            found.add(new Pin(
                    "uncaught-handler",
                    "the JVM's default handler of uncaught exceptions is a "
                            + handler.getClass().getName(),
                    "set back in destroy what was there before."));
        }
        return found;
    }
}
