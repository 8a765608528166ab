/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.launcher;

import java.util.List;

/**
 * Loads classes that are needed later on a second core, while the first one opens the store. Nothing depends on it: what it does
 * not get done is done when it is needed.
 */
final class WarmUp {
    private static final List<String> LATER = List.of(
            "org.apache.felix.framework.Felix",
            "org.eclipse.jetty.ee10.servlet.ServletContextHandler",
            "org.eclipse.jetty.server.ServerConnector",
            "dev.berth.host.server.BerthServer");

    private WarmUp() {}

    static void start() {
        Thread.ofPlatform().name("warm-up").daemon().start(() -> LATER.forEach(WarmUp::load));
    }

    private static void load(String name) {
        try {
            Class.forName(name);
        } catch (ClassNotFoundException | LinkageError e) {
            // The one who needs it will say so, with a reason.
        }
    }
}
