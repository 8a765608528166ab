/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.nango;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * A connection without its credentials.
 *
 * @param failure why it must be connected again, if it must; never a secret
 */
public record StoredConnection(
        String connectionId,
        String providerConfigKey,
        ConnectionOwner owner,
        Instant createdAt,
        Optional<String> failure) {

    /** Oldest first; a total order. */
    public static final Comparator<StoredConnection> BY_AGE =
            Comparator.comparing(StoredConnection::createdAt).thenComparing(StoredConnection::connectionId);

    /** Tells whether its credentials can be used. */
    public boolean works() {
        return failure.isEmpty();
    }
}
