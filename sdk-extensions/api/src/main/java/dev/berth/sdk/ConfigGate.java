/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk;

import org.osgi.annotation.versioning.ConsumerType;

/** Decides whether an extension wants to be active on this host (LIFE-22). Deadline 5 s for each answer. */
@ConsumerType
public interface ConfigGate {
    /** The gate that is always open. */
    ConfigGate ALWAYS = new ConfigGate() {};

    /** Returns false to stay inactive: {@code config-disabled}. */
    default boolean enabled() {
        return true;
    }

    /** Returns false to stay inactive beside these extensions: {@code config-resolve-false}. */
    default boolean resolve(InstalledExtensions installed) {
        return true;
    }
}
