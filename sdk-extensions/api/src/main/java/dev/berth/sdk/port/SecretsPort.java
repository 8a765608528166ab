/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.port;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Credentials of this extension, encrypted at rest, never in a log, problem or {@code toString} (PORT-66, PORT-74). */
@ProviderType
public interface SecretsPort {
    /** Returns the secret of a key, or empty. */
    Optional<String> get(String key);

    /** Stores a secret of less than 64 KB. */
    void set(String key, String value);

    /** Deletes a key; a missing one is no error. */
    void delete(String key);
}
