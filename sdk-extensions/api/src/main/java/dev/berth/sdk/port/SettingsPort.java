/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.port;

import dev.berth.sdk.value.JsonValue;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Configuration of this extension, one value a key and organisation (PORT-72).
 *
 * <p>A key matches {@code [A-Za-z][A-Za-z0-9._-]{0,127}} (PORT-65); a value is less than 256 KB of canonical JSON (PORT-68).
 * In {@code register} and {@code bootstrap} writes are staged: seen by this revision at once, by others when the hook is accepted
 * (PORT-69).
 */
@ProviderType
public interface SettingsPort {
    /** Returns the value of a key, or empty if there is none. */
    Optional<JsonValue> get(String key);

    /**
     * Returns the value of a key as a type of PORT-6.
     *
     * @throws dev.berth.sdk.problem.PortInputException if the stored value does not fit the type
     */
    <T> Optional<T> get(String key, Class<T> type);

    /** Stores a value of a type of PORT-6. */
    void set(String key, Object value);

    /** Deletes a key; a missing one is no error. */
    void delete(String key);
}
