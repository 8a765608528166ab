/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * The entry class of an extension: public, with a public constructor without parameters (MAN-64).
 *
 * <p>Every hook runs on its own virtual thread under a deadline (LIFE-25, LIFE-26). A hook that throws leaves nothing behind:
 * registrations and staged writes are withdrawn (LIFE-27).
 */
@ConsumerType
public interface Extension {
    /** Returns whether to activate at all; judged before {@link #register} (LIFE-37). Default: always. */
    default ConfigGate config() {
        return ConfigGate.ALWAYS;
    }

    /**
     * Registers what this extension contributes: tools, providers, workers. Deadline 30 s. Other extensions may not have
     * registered yet; look them up when called, not here.
     */
    void register(ExtensionContext ctx);

    /** Runs once all extensions have registered (LIFE-23). Deadline 60 s. */
    default void bootstrap(ExtensionContext ctx) {}

    /** Releases what the extension holds; runs once per activation and must be idempotent (LIFE-32). Deadline 15 s. */
    default void destroy(ExtensionContext ctx) {}
}
