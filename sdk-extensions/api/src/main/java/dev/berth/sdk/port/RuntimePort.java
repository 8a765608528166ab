/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.port;

import java.net.URI;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The host as it runs. Ambient (PORT-105). */
@ProviderType
public interface RuntimePort {
    /** Returns how the host was started. */
    RuntimeMode mode();

    /** Returns whether the operator set a flag to {@code true} or {@code 1}; always false for names like secrets. */
    boolean flag(String name);

    /** Returns the public address of the host. */
    Optional<URI> publicBaseUrl();

    /** How a host was started. */
    enum RuntimeMode {
        DEVELOPMENT,
        PRODUCTION
    }
}
