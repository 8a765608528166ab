/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.port;

import org.osgi.annotation.versioning.ProviderType;

/** Something registered with the host. The host closes all of them at teardown, last first, whether or not the extension does (PORT-8). */
@ProviderType
public interface Registration extends AutoCloseable {
    /** Withdraws it. A second call does nothing. */
    @Override
    void close();
}
